import type { AccountId, Me, Person, SearchHit, SearchPage, SearchRoom } from "@encrptalk/protocol";
import { m } from "../paraglide/messages.js";

/** A hit with what its row says of it. */
export interface FoundMessage {
  hit: SearchHit;
  room: SearchRoom;
  sender: string;
  /** What the room is called for whoever searches. */
  place: string;
  /** Where the message stands in its thread. */
  path: string;
}

/** Page by page: a page names the rooms and people of its own hits. */
export function foundIn({ hits, rooms, people }: SearchPage, me: Me, school: string): FoundMessage[] {
  const roomOf = new Map(rooms.map((room) => [room.roomId, room]));
  const nameOf = new Map(people.map(({ accountId, name }: Person) => [accountId, name]));
  const called = (accountId: AccountId) => nameOf.get(accountId) ?? m.person_unknown();
  return hits.flatMap((hit) => {
    const room = roomOf.get(hit.roomId);
    if (room === undefined) return [];
    const student = me.role === "admin" ? room.studentId : null;
    return {
      hit,
      room,
      sender: hit.senderId === me.accountId ? m.you() : called(hit.senderId),
      place: student ? called(student) : room.kind === "student" ? school : room.title,
      path: `${student ? `/messages/${student}` : `/rooms/${hit.roomId}`}?at=${hit.seq}`,
    };
  });
}
