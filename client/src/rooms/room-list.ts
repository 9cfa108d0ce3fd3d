import { Cell, type Observable } from "../observable.ts";
import { byActivity, type RoomList, type RoomRow } from "./room-row.ts";

/** The list of joined rooms, sorted when somebody looks, not at each change. */
export class RoomListCell implements Observable<RoomList> {
  readonly #rows: () => readonly RoomRow[];
  readonly #version = new Cell(0);
  #isStale = false;
  #list: RoomList = { loaded: false, rows: [] };

  constructor(rows: () => readonly RoomRow[]) {
    this.#rows = rows;
  }

  readonly get = (): RoomList => {
    if (this.#isStale) this.#list = { ...this.#list, rows: [...this.#rows()].sort(byActivity) };
    this.#isStale = false;
    return this.#list;
  };

  get subscribe() {
    return this.#version.subscribe;
  }

  changed(): void {
    this.#isStale = true;
    this.#version.set(this.#version.get() + 1);
  }

  loaded(): void {
    if (this.#list.loaded) return;
    this.#list = { ...this.#list, loaded: true };
    this.changed();
  }
}
