import type { Client, RoomRow } from "@encrptalk/client";
import type { Me, RoomId } from "@encrptalk/protocol";
import { isLooking } from "./news.ts";

/** The conversation that was opened and looked at before anybody wrote, kept until the next sign-out. */
const SEEN_KEY = "encrptalk.opened-conversation";

export const noteSeen = ({ roomId }: Pick<RoomRow, "roomId">) => localStorage.setItem(SEEN_KEY, roomId);
export const forgetSeen = () => localStorage.removeItem(SEEN_KEY);

/** Those of the rooms in which something waits for a student, the conversation with the school first. */
export function waitingRows(rows: readonly RoomRow[], among: ReadonlySet<RoomId>): RoomRow[] {
  const waiting = rows.filter(
    (row) => among.has(row.roomId) && row.notify === "all" && !isOpen(row) && waits(row),
  );
  return waiting.sort((a, b) => Number(b.kind === "student") - Number(a.kind === "student"));
}

const isOpen = ({ roomId }: RoomRow) => location.pathname === `/rooms/${roomId}` && isLooking();

const waits = (row: RoomRow) => row.unread > 0 || isOpened(row);

/** Opened, and nothing written yet. */
export const isOpened = (row: RoomRow) =>
  row.kind === "student" && row.messageCount === 0 && localStorage.getItem(SEEN_KEY) !== row.roomId;

/** Notes that a student has opened their conversation themself: then it is no news that it is there. */
export async function noteOwnOpening({ api }: Pick<Client, "api">, row: RoomRow, me: Me): Promise<void> {
  const { events } = await api.events(row.roomId, { after: 0, limit: 1 });
  if (events[0]?.sender.accountId === me.accountId) noteSeen(row);
}
