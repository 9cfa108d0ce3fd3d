import type { RoomRow } from "@encrptalk/client";
import type { RoomId } from "@encrptalk/protocol";
import { useObservable } from "../app/observe.ts";
import { useClient, useMe } from "../app/signed-in.ts";
import { Signal, useSignal } from "../design/signal.ts";

/** The numbers of the messages that mention this person, as far as this page has heard of them. */
const mentioned = new Signal<ReadonlyMap<RoomId, readonly number[]>>(new Map());

export function noteMention(roomId: RoomId, number: number) {
  const before = mentioned.get().get(roomId) ?? [];
  mentioned.set(new Map(mentioned.get()).set(roomId, [...before, number]));
}

const NO_COUNTS = { get: () => null, subscribe: () => () => {} };

/**
 * What the tab counts, of the places that one wants to be told of: to a student messages, to staff, who have many
 * conversations, the places in which something is unread.
 */
export function useUnreadCount(): number {
  const client = useClient();
  const { role, settings } = useMe();
  const { rows } = useObservable(client.rooms);
  const mentions = useSignal(mentioned);
  const counts = useObservable(
    role === "admin" && settings.deskNotify === "all" ? client.desk.counts : NO_COUNTS,
  );
  const unread = rows.map((row) => unreadIn(row, mentions.get(row.roomId) ?? []));
  if (role === "admin") return unread.filter((count) => count > 0).length + (counts?.unread ?? 0);
  return unread.reduce((sum, count) => sum + count, 0);
}

function unreadIn(row: RoomRow, mentions: readonly number[]): number {
  switch (row.notify) {
    case "all":
      return row.unread;
    case "mentions":
      return mentions.filter((number) => number > row.read).length;
    case "nothing":
      return 0;
  }
}
