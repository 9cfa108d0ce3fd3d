import type { MessageId, RoomId } from "@encrptalk/protocol";
import { batch, Cell, Cells } from "../observable.ts";
import type { OutboxItem } from "./outbox-item.ts";

/** Unsent messages as they are shown: all of them, and those of each room, oldest first. */
export class OutboxItems {
  readonly all = new Cell<readonly OutboxItem[]>([]);
  readonly #pending = new Cells<RoomId, readonly OutboxItem[]>(() => new Cell<readonly OutboxItem[]>([]));

  pending(roomId: RoomId): Cell<readonly OutboxItem[]> {
    return this.#pending.at(roomId);
  }

  find(messageId: MessageId): OutboxItem | undefined {
    return this.all.get().find((item) => item.messageId === messageId);
  }

  /** Adds it, or replaces the one of the same id. */
  put(item: OutboxItem): void {
    this.set([...this.all.get().filter(({ messageId }) => messageId !== item.messageId), item]);
  }

  remove(messageIds: readonly MessageId[]): void {
    this.set(this.all.get().filter(({ messageId }) => !messageIds.includes(messageId)));
  }

  set(items: readonly OutboxItem[]): void {
    const sorted = items.toSorted((a, b) => a.createdAt - b.createdAt);
    const rooms = new Set([...this.all.get(), ...sorted].map(({ roomId }) => roomId));
    batch(() => {
      setUnlessSame(this.all, sorted);
      for (const roomId of rooms)
        setUnlessSame(
          this.pending(roomId),
          sorted.filter((item) => item.roomId === roomId),
        );
    });
  }
}

function setUnlessSame(cell: Cell<readonly OutboxItem[]>, items: readonly OutboxItem[]): void {
  const before = cell.get();
  const isSame = before.length === items.length && before.every((item, index) => item === items[index]);
  if (!isSame) cell.set(items);
}
