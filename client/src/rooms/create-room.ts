import type { Command, Notify, Seq } from "@encrptalk/protocol";
import type { Clock } from "../clock.ts";
import { batch } from "../observable.ts";
import { mintMessageId } from "../outbox/message-id.ts";
import type { Outbox } from "../outbox/outbox.ts";
import { TypingSignal } from "../typing/typing-signal.ts";
import type { Content, Room } from "./room.ts";
import type { RoomState } from "./room-state.ts";

export interface RoomParts {
  readonly state: RoomState;
  readonly outbox: Outbox;
  readonly clock: Clock;
  /** Tries more than once. */
  readonly command: <C extends Command>(command: C) => Promise<unknown>;
  /** Tries once: of use now or never. */
  readonly sayTyping: (typing: boolean) => void;
  /** Something of the room is to be fetched. */
  readonly wantReceipts: () => void;
  /** One's own read mark has moved here. */
  readonly read: (number: number) => void;
  readonly notified: (notify: Notify) => void;
  readonly left: () => void;
}

/** One room as the outside sees it. */
export function createRoom(parts: RoomParts): Room {
  const { state, outbox, clock, command, sayTyping, wantReceipts } = parts;
  const { roomId, timeline } = state;
  const signal = new TypingSignal(clock, sayTyping);
  const bodyOf = (content: Content) => ({ ...content, alg: "plain" }) as const;

  return {
    roomId,
    row: state.row,
    timeline: timeline.state,
    typing: state.typing.state,
    receipts: state.receipts,
    pending: outbox.items.pending(roomId),
    open() {
      const close = timeline.open();
      if (state.wantsReceipts) wantReceipts();
      return close;
    },
    loadOlder: () => timeline.loadOlder(),
    loadNewer: () => timeline.loadNewer(),
    openAround: (seq) => timeline.openAround(seq),
    jumpToLatest: () => timeline.jumpToLatest(),
    viewing: (seq) => timeline.viewing(seq),
    send(content) {
      signal.set(false);
      return outbox.add(roomId, bodyOf(content));
    },
    async edit(target, content) {
      const editId = mintMessageId();
      await command({ type: "message.edit", roomId, editId, target, body: bodyOf(content) });
    },
    async delete(target: Seq) {
      await command({ type: "message.delete", roomId, target });
    },
    markRead(number) {
      const row = state.row.get();
      if (row === null || number <= row.read) return;
      const seen = Math.min(number, row.messageCount);
      batch(() => {
        state.markOwnRead(seen);
        parts.read(seen);
      });
    },
    setTyping: (typing) => signal.set(typing),
    async setNotify(notify) {
      await command({ type: "notify.set", roomId, notify });
      batch(() => {
        state.setNotify(notify);
        parts.notified(notify);
      });
    },
    async leave() {
      signal.set(false);
      await command({ type: "room.leave", roomId });
      parts.left();
    },
  };
}
