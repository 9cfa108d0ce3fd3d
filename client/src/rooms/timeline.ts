import { ProtocolError, type Seq } from "@encrptalk/protocol";
import { Cell } from "../observable.ts";
import type { AnyEvent } from "../wire/any-event.ts";
import type { AnyEventPage } from "../wire/result.ts";
import { PAGE_EVENTS, pageWith, type ReadPage } from "./first-unread.ts";
import { Meanwhile } from "./meanwhile.ts";
import {
  countBefore,
  reaches,
  type Stretch,
  stretchOf,
  withEvents,
  withOlder,
  withoutNewest,
  withoutOldest,
} from "./stretch.ts";
import type { End, TimelineOptions } from "./timeline-options.ts";
import type { Timeline } from "./timeline-state.ts";

/** Shown events that a closed room keeps. */
const MOST_KEPT = 200;
/** An open one has so many before some are let go, and then still so many on that side of the view. */
const MOST_LOADED = 800;
const BESIDE_VIEW = 250;

/** The part of a room's log that is shown: one consecutive stretch, kept true by the events that happen. */
export class TimelineStore {
  readonly state = new Cell<Timeline>({ status: "closed" });
  readonly #options: TimelineOptions;
  #stretch: Stretch | null = null;
  #hasOlder = false;
  #openers = 0;
  /** Of the stretch: what was asked for another one comes too late. */
  #generation = 0;
  #focus: Seq | null = null;
  #firstUnread: number | null = null;
  #older: Promise<void> | null = null;
  #newer: Promise<void> | null = null;
  #isLoading = false;
  readonly #meanwhile = new Meanwhile();

  constructor(options: TimelineOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#openers > 0;
  }

  open(): () => void {
    this.#openers++;
    if (this.#openers === 1) this.#begin();
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      this.#openers--;
      if (this.#openers === 0) this.#closed();
    };
  }

  /** Loads what could not be loaded before. */
  resume(): void {
    if (this.isOpen && this.#stretch === null && !this.#isLoading) this.#begin();
  }

  loadOlder(): Promise<void> {
    const stretch = this.#stretch;
    if (stretch === null || !this.#hasOlder) return Promise.resolve();
    this.#older ??= this.#extend({ before: stretch.from }, (now, page) => {
      this.#hasOlder = page.hasOlder;
      return withOlder(now, page.events);
    }).finally(() => {
      this.#older = null;
      this.#show();
    });
    this.#show();
    return this.#older;
  }

  loadNewer(): Promise<void> {
    const stretch = this.#stretch;
    if (stretch === null || !this.#hasNewer()) return Promise.resolve();
    this.#newer ??= this.#extend({ after: stretch.to }, (now, page) => withEvents(now, page.events)).finally(
      () => {
        this.#newer = null;
        this.#show();
      },
    );
    this.#show();
    return this.#newer;
  }

  openAround(seq: Seq): Promise<void> {
    return this.#replace((read) => read({ around: seq, limit: PAGE_EVENTS }), seq);
  }

  async jumpToLatest(): Promise<void> {
    this.#firstUnread = null;
    if (this.#stretch === null || this.#hasNewer())
      return this.#replace((read) => read({ limit: PAGE_EVENTS }), null);
    this.#generation++;
    this.#focus = null;
    this.#show();
  }

  /** The next event of the room has happened; the row is already after it. */
  append(event: AnyEvent): void {
    this.#meanwhile.note(event);
    const before = this.#stretch;
    if (before === null) return;
    this.#stretch = withEvents(before, [event]);
    if (!this.isOpen && this.#stretch.events.length > 2 * MOST_KEPT) this.#keepNewest(MOST_KEPT);
    // What is beyond the end of the stretch changes nothing in it.
    if (this.#stretch.to !== before.to || this.#stretch.events !== before.events) this.#show();
  }

  /** Lets go of what is far from the event that is in view; of one side at a time, so that a list can follow. */
  viewing(seq: Seq): void {
    const stretch = this.#stretch;
    if (stretch === null || stretch.events.length <= MOST_LOADED) return;
    const older = countBefore(stretch, seq);
    const newer = stretch.events.length - older;
    // A page that is on its way belongs to the end from which it was asked for.
    if (older > newer && this.#older === null) this.#keepNewest(newer + BESIDE_VIEW);
    else if (older <= newer && this.#newer === null)
      this.#stretch = withoutNewest(stretch, older + BESIDE_VIEW);
    if (this.#stretch !== stretch) this.#show();
  }

  get isAtEnd(): boolean {
    return !this.#hasNewer();
  }

  /** The room has moved on by more than is known; `events` are its last ones, if given. The row is already there. */
  moveOn({ wasAtEnd, events, head, hasOlder }: End & { wasAtEnd: boolean }): void {
    const stretch = this.#stretch;
    if (stretch === null) return;
    if (!this.isOpen) return this.drop();
    // Where the reader is, edits and deletions may have been missed too.
    if (!wasAtEnd || events.length === 0) return this.#reload(stretch, wasAtEnd);
    this.#focus = null;
    this.#place(stretchOf(events, head), hasOlder);
  }

  /** The page that came with joining. */
  enter(page: End): void {
    if (this.#stretch !== null) return;
    this.#firstUnread = null;
    this.#focus = null;
    this.#place(stretchOf(page.events, page.head), page.hasOlder);
    if (this.isOpen) this.#begin();
  }

  /** Forgets everything; an open one waits for `resume()`. */
  drop(): void {
    this.#generation++;
    this.#stretch = null;
    this.#isLoading = false;
    this.state.set(this.isOpen ? { status: "loading" } : { status: "closed" });
  }

  /** The room is not there any more. */
  vanish(): void {
    this.drop();
    if (this.isOpen) this.state.set({ status: "failed", error: new ProtocolError("room-not-found") });
  }

  #begin(): void {
    const row = this.#options.row();
    if (row === null) {
      if (this.#options.isListLoaded()) this.vanish();
      else this.state.set({ status: "loading" });
      return;
    }
    this.#firstUnread = row.unread > 0 ? row.read + 1 : null;
    this.#focus = null;
    this.#generation++;
    const { read, unread } = row;
    const isReached = unread === 0 || !this.#hasOlder || reaches(this.#stretch, read + 1);
    if (this.#stretch !== null && !this.#hasNewer() && isReached) return this.#show();
    // What is kept ends with what is unread: shown meanwhile, all of it would pass for seen.
    this.#stretch = null;
    this.#replace(
      (readPage) => (unread > 0 ? pageWith(read + 1, readPage) : readPage({ limit: PAGE_EVENTS })),
      null,
    ).catch(
      // Told by `state`.
      () => {},
    );
  }

  #closed(): void {
    if (this.#stretch === null || this.#hasNewer()) this.drop();
    else {
      this.#keepNewest(MOST_KEPT);
      this.#show();
    }
    this.#options.closed();
  }

  #keepNewest(most: number): void {
    if (this.#stretch === null) return;
    const kept = withoutOldest(this.#stretch, most);
    this.#hasOlder ||= kept.from > this.#stretch.from;
    this.#stretch = kept;
  }

  #reload(stretch: Stretch, wasAtEnd: boolean): void {
    const middle = stretch.events[stretch.events.length >> 1]?.seq ?? stretch.to;
    const query = wasAtEnd ? { limit: PAGE_EVENTS } : { limit: PAGE_EVENTS, around: middle };
    this.#replace((read) => read(query), wasAtEnd ? null : middle).catch(
      // Told by `state`.
      () => {},
    );
  }

  /** Shows another stretch. */
  #replace(find: (read: ReadPage) => Promise<AnyEventPage>, focus: Seq | null): Promise<void> {
    const generation = ++this.#generation;
    this.#isLoading = true;
    if (this.#stretch === null) this.state.set({ status: "loading" });
    return this.#meanwhile.during(async () => {
      try {
        const page = await find(this.#options.readPage);
        if (generation !== this.#generation) return;
        this.#isLoading = false;
        this.#focus = focus;
        this.#place(stretchOf(page.events, page.head), page.hasOlder);
      } catch (error) {
        if (generation === this.#generation) this.#failed(error);
        throw error;
      }
    });
  }

  /** Lengthens the stretch. */
  #extend(
    query: { before: Seq } | { after: Seq },
    extended: (now: Stretch, page: AnyEventPage) => Stretch,
  ): Promise<void> {
    const generation = this.#generation;
    return this.#meanwhile.during(async () => {
      const page = await this.#options.readPage({ ...query, limit: PAGE_EVENTS });
      if (generation !== this.#generation || this.#stretch === null) return;
      this.#stretch = withEvents(extended(this.#stretch, page), this.#meanwhile.events);
    });
  }

  #place(stretch: Stretch, hasOlder: boolean): void {
    this.#generation++;
    this.#stretch = withEvents(stretch, this.#meanwhile.events);
    this.#hasOlder = hasOlder;
    this.#show();
  }

  #failed(error: unknown): void {
    this.#isLoading = false;
    if (this.#stretch !== null) return;
    this.state.set({ status: "failed", error: error instanceof Error ? error : new Error(String(error)) });
  }

  #hasNewer(): boolean {
    return this.#stretch !== null && this.#stretch.to < (this.#options.row()?.head ?? 0);
  }

  #show(): void {
    if (this.#stretch === null) return;
    this.state.set({
      status: "ready",
      events: this.#stretch.events,
      hasOlder: this.#hasOlder,
      hasNewer: this.#hasNewer(),
      loadingOlder: this.#older !== null,
      loadingNewer: this.#newer !== null,
      firstUnread: this.#firstUnread,
      generation: this.#generation,
      focus: this.#focus,
    });
  }
}
