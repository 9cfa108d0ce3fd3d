import type { AccountId, DeskCounts, DeskPage, DeskQuery } from "@encrptalk/protocol";
import { Alarm, type Clock } from "../clock.ts";
import { Cell } from "../observable.ts";
import type { Presence } from "../people/presence.ts";
import type { ReceiptMarks } from "../receipts/receipt-marks.ts";
import type { Transport } from "../transport/transport.ts";
import { DeskDeliveries } from "./desk-deliveries.ts";
import { DeskQuestions } from "./desk-questions.ts";
import type { DeskState } from "./desk-state.ts";
import { DeskViews } from "./desk-views.ts";
import { Refetch } from "./refetch.ts";

/** What comes into view is marked as read after so long: before, it would be counted as unread for a moment. */
const COUNT_AFTER_MS = 400;

export interface DeskSideOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly state: DeskState;
  readonly presence: Presence;
  readonly marks: ReceiptMarks;
  readonly api: {
    deskStudents(query: Partial<DeskQuery>): Promise<DeskPage>;
    deskCounts(): Promise<DeskCounts>;
  };
  readonly request: Transport["request"];
  /** Whether pages may be asked for: after the first sync, or when that does not come. */
  readonly isReady: () => boolean;
}

/** What keeps the staff's side going: asks for what is missing, and says what has been delivered. */
export class DeskSide {
  readonly views: DeskViews;
  readonly counts: Cell<DeskCounts | null>;
  readonly #questions: DeskQuestions;
  readonly #recount: Refetch;
  readonly #recountSoon: Alarm;
  readonly #marks: ReceiptMarks;
  readonly #deliveries: DeskDeliveries;
  readonly #presence: Presence;

  constructor({ clock, random, state, presence, marks, api, request, isReady }: DeskSideOptions) {
    this.#presence = presence;
    this.#marks = marks;
    this.#questions = new DeskQuestions(clock, state, request);
    this.#deliveries = new DeskDeliveries(clock, random, marks);
    this.views = new DeskViews({
      desk: state,
      clock,
      readPage: (query) => api.deskStudents(query),
      isReady: () => state.isStaff !== false && isReady(),
    });
    this.counts = new Cell<DeskCounts | null>(null, () => this.#recount.resume());
    this.#recount = new Refetch({
      clock,
      isWanted: () => this.counts.isObserved && state.isStaff === true,
      fetch: async () => this.counts.set(await api.deskCounts()),
    });
    this.#recountSoon = new Alarm(clock);
    state.placed.add(({ after }) => this.#deliveries.reached(after));
    state.changed.add(() => this.#recountOnceRead());
  }

  /** Somebody looks at a person whose presence is not known. */
  wantPresence(accountId: AccountId): void {
    this.#questions.want([accountId]);
  }

  /** What could not be asked before can be asked now, perhaps. */
  resume(isConnected: boolean): void {
    if (isConnected) this.#questions.want(this.#presence.unknown());
    this.views.resume();
    this.#recount.resume();
  }

  /** Until the server has heard what was read here, it counts too many. */
  #recountOnceRead(): void {
    if (this.#recountSoon.isSet) return;
    this.#recountSoon.set(COUNT_AFTER_MS, () => {
      if (this.#marks.isReadOnItsWay) this.#recountOnceRead();
      else this.#recount.changed();
    });
  }

  /** Another history: nothing of it holds. */
  reset(): void {
    this.#deliveries.forget();
  }
}
