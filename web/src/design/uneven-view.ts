import { UnevenRows, type UsualHeight } from "./uneven-rows.ts";
import { windowHeight } from "./window-height.ts";

/** Nearer to the end than this counts as being there. */
const AT_END_PX = 32;
/** The view has come to rest when nothing has moved it for this long. */
const AT_REST_MS = 150;
/** What is not drawn may be taken to be so much higher or lower than it would be: nobody sees that. */
const TOLERATED_PX = 300;
/** A finger that has moved so far down pulls the view up. */
const PULL_PX = 4;

/** There a view stops that is moved by the page while it still runs on after a finger. */
const stopsWhenMoved = () => CSS.supports("-webkit-touch-callout", "none");

type Align = "start" | "center" | "nearest";

interface UnevenViewOptions<Row> {
  /** What is the same as long as the row means the same. */
  keyOf: (row: Row) => string;
  /** Whether a row stays between those that it stands between: others cannot hold the view. Else all do. */
  holds?: (row: Row) => boolean;
  /** Whether the list opens at its end, and the view stays there. */
  sticks?: boolean;
  /** What lists of this kind share. */
  usual?: UsualHeight;
}

interface Goal {
  key: string;
  align: Align;
  /** So far below the top of the view, with `start`. */
  offsetPx: number;
}

interface Elements {
  scroller: HTMLElement;
  list: HTMLElement;
  /** Draws what `rows` says, and calls `settle`. */
  redraw: () => void;
}

/**
 * What is in view of a list of rows of all heights that grows at both ends. The rows in the document stand in the
 * browser's own flow, so that they are seen as soon as they are drawn. What stands in view stays where it stands: the
 * space above the rows takes up what rows above turn out to be higher or lower than they were taken to be; and at the end
 * the view stays at the end.
 */
export class UnevenView<Row> {
  readonly rows: UnevenRows<Row>;
  /** So much of the list is in the document beyond the view, on either side. */
  beyondPx = 600;
  /** Whether the view stays at the end once it is there. */
  sticks: boolean;
  /** What is out of sight is put in its place when it is in sight again. */
  isInSight = true;
  /** What is in view may be another, or elsewhere. */
  onView: () => void = () => {};

  readonly #holds: (row: Row) => boolean;
  #elements: Elements | null = null;
  #isStuck: boolean;
  #goal: Goal | null = null;
  /** Where rows in view stand below its top: the first of them that is still there holds the view. */
  #held: { key: string; topPx: number }[] = [];
  /** Where the list begins in what is scrolled. */
  #startPx = 0;
  /** The last place for the view, when it followed the end last. */
  #endPx = -1;
  /** Where the view was last moved to by the page. */
  #movedTo = 0;
  /** Whether it is known where the view is, until other rows are drawn. */
  #isNoticed = false;
  #touchedAtPx: number | null = null;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor({ keyOf, holds = () => true, sticks = false, usual }: UnevenViewOptions<Row>) {
    this.rows = new UnevenRows(keyOf, usual);
    this.#holds = holds;
    this.sticks = sticks;
    this.#isStuck = sticks;
  }

  /** How far below the list's top the view begins. */
  get offsetPx(): number {
    return (this.#elements?.scroller.scrollTop ?? 0) - this.#startPx;
  }

  get heightPx(): number {
    // The view is not higher than the window.
    return this.#elements?.scroller.clientHeight ?? windowHeight();
  }

  /** What lies below the view. */
  get belowPx(): number {
    const { scroller } = this.#elements ?? {};
    return scroller ? scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight : 0;
  }

  get isAtEnd(): boolean {
    return this.#isStuck || this.belowPx <= AT_END_PX;
  }

  /**
   * May be called as soon as there will be other rows, while nothing is drawn yet: asking where the view is costs nothing
   * then; later it makes the browser lay out the page an additional time.
   */
  expectRows(): void {
    this.#notice();
    this.#isNoticed = true;
  }

  /** To be called before what is drawn is asked for. */
  show(rows: readonly Row[]): void {
    if (rows !== this.rows.all && !this.#isNoticed) this.#notice();
    this.#isNoticed = false;
    this.rows.replace(rows);
    this.#isStuck &&= this.sticks;
    const { first, end } = this.rows;
    if (first === end) this.#drawGoal();
    else if (this.#isStuck) this.rows.draw(first, rows.length);
    // With the rows, not after them: a browser that found too little to scroll between the two would move the view.
    this.#space();
  }

  /** Moves the view to a row, as soon as that is drawn. */
  goTo(key: string, align: Align, offsetPx = 0): void {
    this.#isStuck = false;
    this.#goal = { key, align, offsetPx };
    this.#go();
  }

  goToEnd(): void {
    const last = this.rows.all.at(-1);
    if (!this.sticks && last !== undefined) return this.goTo(this.rows.keyOf(last), "nearest");
    this.#isStuck = true;
    this.#endPx = -1;
    this.#goal = null;
    this.#go();
  }

  /** Begins to follow the view; the answer ends that. */
  attach(elements: Elements): () => void {
    this.#elements = elements;
    const { scroller, list } = elements;
    const resizes = new ResizeObserver(() => this.#lookAgain());
    resizes.observe(scroller);
    resizes.observe(list);
    const stop = new AbortController();
    const passive = { passive: true, signal: stop.signal };
    scroller.addEventListener("scroll", () => this.#onScroll(), passive);
    scroller.addEventListener("wheel", ({ deltaY }) => deltaY < 0 && this.#release(), passive);
    scroller.addEventListener("touchstart", (event) => this.#onTouch(event), passive);
    scroller.addEventListener("touchmove", (event) => this.#onTouch(event), passive);
    scroller.addEventListener("touchend", () => this.#onTouch(null), passive);
    scroller.addEventListener("touchcancel", () => this.#onTouch(null), passive);
    return () => {
      resizes.disconnect();
      stop.abort();
      clearTimeout(this.#resting);
    };
  }

  #lookAgain(): void {
    this.#notice();
    this.settle();
  }

  /** Puts everything in its place: after rows were drawn, or have changed their heights. */
  settle(): void {
    // What is not displayed has no heights.
    if (!this.isInSight || this.#elements === null || this.#elements.scroller.clientHeight === 0) return;
    this.#measure(this.#elements);
    this.#place();
    if (!this.#cover()) this.onView();
  }

  #measure({ scroller, list }: Elements): void {
    const { rows, offsetPx } = this;
    const topPx = scroller.getBoundingClientRect().top - offsetPx;
    this.#startPx += list.getBoundingClientRect().top - topPx;
    for (const row of list.children) {
      if (row instanceof HTMLElement && row.dataset.index !== undefined)
        rows.measure(Number(row.dataset.index), row.getBoundingClientRect().height);
    }
  }

  #place(): void {
    const { rows } = this;
    const goal = this.#goal;
    if (goal !== null) {
      const index = rows.indexOf(goal.key);
      if (index < rows.first || index >= rows.end) return;
      this.#goal = null;
      this.#balance();
      this.#moveTo(this.#offsetFor(index, goal));
      this.#isStuck = this.sticks && this.belowPx <= AT_END_PX;
    } else if (this.#isStuck) {
      if (rows.first === 0 || Math.abs(rows.surplusPx) > TOLERATED_PX) this.#balance();
      else this.#space();
      this.#follow();
    } else this.#hold();
    this.#keepHeld();
  }

  /** To the end, if that is elsewhere than it was: by itself nothing moves that somebody has scrolled a little. */
  #follow(): void {
    const { scroller } = this.#elements ?? {};
    const endPx = scroller ? scroller.scrollHeight - scroller.clientHeight : 0;
    if (endPx !== this.#endPx) this.#moveTo(endPx - this.#startPx);
    this.#endPx = endPx;
  }

  /** Moves nothing that stands in view, whatever has come, gone or changed above it. */
  #hold(): void {
    const { rows, offsetPx } = this;
    for (const { key, topPx } of this.#held) {
      const index = rows.indexOf(key);
      if (index < 0) continue;
      const movedPx = rows.topOf(index) - offsetPx - topPx;
      rows.moveDown(-movedPx);
      break;
    }
    const { surplusPx } = rows;
    const isOff = rows.first === 0 ? Math.abs(surplusPx) >= 1 : rows.abovePx < this.beyondPx && surplusPx < 0;
    // Views are moved by whole pixels: the rest stays with the space.
    const byPx = isOff && this.#mayMove ? Math.ceil(-surplusPx) : 0;
    rows.moveDown(byPx);
    this.#space();
    if (byPx !== 0) this.#moveTo(offsetPx + byPx);
  }

  /** The spaces are as high as the rows for which they stand. */
  #balance(): void {
    this.rows.moveDown(-this.rows.surplusPx);
    this.#space();
  }

  #space(): void {
    const { style } = this.#elements?.list ?? {};
    if (!style) return;
    style.paddingBlockStart = `${Math.max(0, this.rows.abovePx)}px`;
    style.paddingBlockEnd = `${this.rows.belowPx}px`;
  }

  #offsetFor(index: number, { align, offsetPx }: Goal): number {
    const topPx = this.rows.topOf(index);
    const leftPx = this.heightPx - this.rows.heightOf(index);
    if (align === "start") return topPx - offsetPx;
    if (align === "center") return topPx - leftPx / 2;
    return Math.max(topPx - leftPx, Math.min(topPx, this.offsetPx));
  }

  #moveTo(offsetPx: number): void {
    const { scroller } = this.#elements ?? {};
    if (!scroller) return;
    scroller.scrollTop = offsetPx + this.#startPx;
    this.#movedTo = scroller.scrollTop;
  }

  /** Draws more where the view comes near to what is not drawn; answers whether it did. */
  #cover(): boolean {
    const { rows, offsetPx, beyondPx } = this;
    const count = rows.all.length;
    const footPx = offsetPx + this.heightPx;
    const abovePx = offsetPx - rows.abovePx;
    const belowPx = rows.topOf(rows.end) - footPx;
    const isShort = (px: number) => px < beyondPx / 2 || px <= 0;
    const isEnough =
      (rows.first === 0 || !isShort(abovePx)) &&
      (rows.end === count || !isShort(belowPx)) &&
      Math.max(abovePx, belowPx) <= 2 * beyondPx + this.heightPx;
    if (isEnough) return false;
    let first = rows.indexAt(offsetPx - beyondPx);
    // What would stand above the list's top waits until the view may be moved.
    while (first < rows.first && !this.#mayMove && rows.topOf(first) < 0) first += 1;
    const end = this.#isStuck ? count : rows.indexAt(footPx + beyondPx) + 1;
    if (first === rows.first && end === rows.end) return false;
    rows.draw(first, end);
    this.#elements?.redraw();
    return true;
  }

  #go(): void {
    const { rows } = this;
    const index = this.#goal === null ? rows.all.length - 1 : rows.indexOf(this.#goal.key);
    if (index >= rows.first && index < rows.end) this.settle();
    else {
      this.#drawGoal();
      this.#elements?.redraw();
    }
  }

  /** The rows around where the view is to be. */
  #drawGoal(): void {
    const { rows, heightPx, beyondPx } = this;
    const count = rows.all.length;
    let at = this.#goal === null ? -1 : rows.indexOf(this.#goal.key);
    if (at < 0) {
      this.#goal = null;
      at = this.#isStuck ? count : 0;
    }
    const first = rows.indexAbove(at, heightPx + beyondPx);
    rows.draw(first, Math.min(count, rows.indexAbove(at, -heightPx - beyondPx) + 1));
  }

  #onScroll(): void {
    this.#notice();
    if (!this.#cover()) this.onView();
  }

  /** Where the view is, if it was moved by a hand, a key or the browser. */
  #notice(): void {
    const { scrollTop } = this.#elements?.scroller ?? { scrollTop: 0 };
    if (Math.abs(scrollTop - this.#movedTo) < 1) return;
    this.#movedTo = scrollTop;
    this.#goal = null;
    this.#isStuck = this.sticks && this.belowPx <= AT_END_PX;
    this.#keepHeld();
    this.#restSoon();
  }

  /** Somebody is about to move the view away from the end: what comes now would move it back. */
  #release(): void {
    if (this.#movedTo <= 0) return;
    this.#goal = null;
    this.#isStuck = false;
    this.#keepHeld();
    this.#restSoon();
  }

  #onTouch(event: TouchEvent | null): void {
    const atPx = event?.touches[0]?.clientY ?? null;
    if (atPx === null || event?.type === "touchstart") this.#touchedAtPx = atPx;
    else if (atPx - (this.#touchedAtPx ?? atPx) > PULL_PX) this.#release();
    this.#restSoon();
  }

  #restSoon(): void {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      this.#resting = undefined;
      if (this.belowPx <= AT_END_PX) this.#isStuck ||= this.sticks;
      else this.#lookAgain();
    }, AT_REST_MS);
  }

  get #mayMove(): boolean {
    return (this.#touchedAtPx === null && this.#resting === undefined) || !stopsWhenMoved();
  }

  #keepHeld(): void {
    const { rows, offsetPx } = this;
    this.#held = [];
    const footPx = offsetPx + this.heightPx;
    for (let index = rows.indexAt(offsetPx), topPx = rows.topOf(index); topPx < footPx; index += 1) {
      const row = rows.all[index];
      if (row === undefined) break;
      if (this.#holds(row)) this.#held.push({ key: rows.keyOf(row), topPx: topPx - offsetPx });
      topPx += rows.heightOf(index);
    }
  }
}
