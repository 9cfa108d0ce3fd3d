import type { AccountId, DeskEntry, EnteredRoom, EventPage, RoomId } from "@encrptalk/protocol";
import { DESK_SYNC, type Peer } from "./peer.ts";
import type { Member } from "./school.ts";

/** A student's row on the desk, as one of the staff sees it. */
export async function entryOf(staff: Member, student: Member): Promise<DeskEntry> {
  const { entries } = await staff.command({ type: "desk.get", studentIds: [student.me.accountId] });
  if (!entries[0]) throw new Error("not on the desk");
  return entries[0];
}

/** A connection of staff who have a conversation open: its log is what `entered` gave. */
export const follow = (staff: Member, { room }: EnteredRoom): Promise<Peer> =>
  staff.live({
    ...DESK_SYNC,
    rooms: [{ roomId: room.roomId, seq: room.head, position: room.position }],
  });

/** A room's newest events. */
export const readLog = (member: Member, roomId: RoomId): Promise<EventPage> =>
  member.get(`/api/rooms/${roomId}/events?limit=200`);

/** The message of this text, when it comes. */
export const message = (peer: Peer, text: string) =>
  peer.next(
    (frame) =>
      frame.type === "event" &&
      frame.event.type === "message.sent" &&
      frame.event.body?.alg === "plain" &&
      frame.event.body.text === text,
  );

/** The receipt of these marks, when it comes. */
export const receipt = (
  peer: Peer,
  { me }: { me: { accountId: AccountId } },
  marks: { delivered: number; read: number },
) =>
  peer.next(
    (frame) =>
      frame.type === "receipts" &&
      frame.receipts.some(
        ({ accountId, delivered, read }) =>
          accountId === me.accountId && delivered === marks.delivered && read === marks.read,
      ),
  );
