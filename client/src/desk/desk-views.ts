import type { DeskList, DeskListQuery } from "./desk.ts";
import { DeskView, type DeskViewOptions, keyOf } from "./desk-view.ts";

/** Closed lists that are kept true, for going back and forth between filters. */
const MOST_CLOSED = 8;

/** The lists that are open, and those that were lately. */
export class DeskViews {
  readonly #options: DeskViewOptions;
  /** The one opened last comes last. */
  readonly #views = new Set<DeskView>();

  constructor(options: Omit<DeskViewOptions, "opened">) {
    this.#options = { ...options, opened: (view) => this.#add(view) };
    const { desk } = options;
    desk.placed.add((placed) => this.#each((view) => view.place(placed)));
    desk.changed.add(() => this.#each((view) => view.settle()));
    desk.forgotten.add(() => this.#each((view) => view.invalidate()));
  }

  list(query: DeskListQuery): DeskList {
    const key = keyOf(query);
    const known = [...this.#views].find((view) => view.key === key);
    if (known !== undefined) return known;
    const view = new DeskView(query, this.#options);
    this.#add(view);
    return view;
  }

  /** Pages may be asked for now. */
  resume(): void {
    this.#each((view) => view.resume());
  }

  #add(view: DeskView): void {
    this.#views.delete(view);
    this.#views.add(view);
    const closed = [...this.#views].filter(({ isOpen }) => !isOpen);
    for (const old of closed.slice(0, -MOST_CLOSED)) {
      this.#views.delete(old);
      old.drop();
    }
  }

  #each(run: (view: DeskView) => void): void {
    for (const view of [...this.#views]) run(view);
  }
}
