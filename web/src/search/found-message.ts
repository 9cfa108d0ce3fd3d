import type { AccountId, Me, SearchHit, SearchPage, SearchRoom } from "@encrptalk/protocol";
import { m } from "../paraglide/messages.js";

/** A hit with what its row says of it. */
export interface FoundMessage {
  hit: SearchHit;
  room: SearchRoom;
  /** `null`: the student whose conversation with the staff it is. */
  sender: string | null;
  /** What the room is called for whoever searches. */
  place: string;
  /** Where the message stands in its thread. */
  path: string;
}

/** Page by page: a page names the rooms and people of its own hits. */
export function foundIn({ hits, rooms, people }: SearchPage, me: Me, school: string): FoundMessage[] {
  const roomOf = new Map(rooms.map((room) => [room.roomId, room]));
  const nameOf = new Map(people.map(({ accountId, name }) => [accountId, name]));
  const called = (accountId: AccountId) => nameOf.get(accountId) ?? m.person_unknown();
  const senderIn = ({ senderId }: SearchHit, student: AccountId | null) => {
    if (senderId === me.accountId) return m.you();
    return senderId === student ? null : called(senderId);
  };
  const placeOf = (room: SearchRoom, student: AccountId | null) => {
    if (student) return called(student);
    return room.kind === "student" ? school : room.title;
  };
  return hits.flatMap((hit) => {
    const room = roomOf.get(hit.roomId);
    if (room === undefined) return [];
    const student = me.role === "admin" ? room.studentId : null;
    const thread = student ? `/messages/${student}` : `/rooms/${hit.roomId}`;
    return {
      hit,
      room,
      sender: senderIn(hit, student),
      place: placeOf(room, student),
      path: `${thread}?at=${hit.seq}`,
    };
  });
}
