import type { Arrival, Client, DeskArrival, RoomArrival } from "@encrptalk/client";
import type { AccountId, MessageSent, Notify } from "@encrptalk/protocol";
import type { SignedIn } from "../app/session.ts";
import { m } from "../paraglide/messages.js";
import { previewOf } from "../text/preview.ts";
import { threadPath } from "../thread/thread-path.ts";
import type { AnyArrival } from "./arrivals.ts";
import type { News } from "./news.ts";

/** What came while this device was away for longer is told when it comes back, and not message by message. */
const RECENT_MS = 5 * 60_000;
/** A name that is not known by then is told as somebody's. */
const NAME_WITHIN_MS = 2_000;

/** What is to be told of something that came; `null`: nothing. Rejects without an answer of the server. */
export function newsOf(signedIn: SignedIn, { from, arrival }: AnyArrival): Promise<News | null> {
  switch (from) {
    case "room":
      return newsOfEvent(signedIn, arrival);
    case "account":
      return newsOfRoom(signedIn, arrival);
    case "desk":
      return newsOfDesk(signedIn, arrival);
  }
}

async function newsOfEvent(
  { client, me, school }: SignedIn,
  { roomId, event, by }: Arrival,
): Promise<News | null> {
  if (event.type !== "message.sent" || event.sender.accountId === me.accountId) return null;
  if (by === "replayed" && !isRecent(event.at)) return null;
  const row = client.room(roomId).row.get();
  // Students' conversations are told of by the desk.
  if (row === null || (row.kind === "student" && me.role === "admin")) return null;
  const mentioned = mentions(event, me.accountId);
  if (!isWanted(row.notify, mentioned)) return null;
  const fromSchool = row.kind === "student";
  return {
    kind: mentioned ? "mention" : "message",
    roomId,
    studentId: null,
    number: event.number,
    unread: row.unread,
    place: fromSchool ? school : row.title,
    fromSchool,
    sender: await nameOf(client, event.sender.accountId),
    text: previewOf(event),
    path: threadPath(row, me),
  };
}

/** The staff have opened a conversation with a student. */
async function newsOfRoom({ client, me, school }: SignedIn, { room }: RoomArrival): Promise<News | null> {
  if (room.kind !== "student" || me.role === "admin" || room.notify === "nothing") return null;
  // What has been written already is told as a message.
  if (room.lastMessage !== null) return newsOfFirstMessage({ client, me, school }, room, room.lastMessage);
  const { events } = await client.api.events(room.roomId, { after: 0, limit: 1 });
  const starter = events[0]?.sender.accountId;
  if (starter === undefined || starter === me.accountId) return null;
  return {
    kind: "opened",
    roomId: room.roomId,
    studentId: null,
    number: 0,
    unread: 0,
    place: school,
    fromSchool: true,
    sender: await nameOf(client, starter),
    text: "",
    path: threadPath(room, me),
  };
}

async function newsOfFirstMessage(
  { client, me, school }: Pick<SignedIn, "client" | "me" | "school">,
  room: RoomArrival["room"],
  message: MessageSent,
): Promise<News | null> {
  if (room.unread === 0) return null;
  return {
    kind: "message",
    roomId: room.roomId,
    studentId: null,
    number: message.number,
    unread: room.unread,
    place: school,
    fromSchool: true,
    sender: await nameOf(client, message.sender.accountId),
    text: previewOf(message),
    path: threadPath(room, me),
  };
}

async function newsOfDesk({ me }: SignedIn, { row, by }: DeskArrival): Promise<News | null> {
  const { conversation, student, unread } = row;
  const message = conversation?.lastMessage ?? null;
  if (conversation === null || message === null || unread === 0) return null;
  if (me.settings.deskNotify === "nothing" || row.notify === "nothing") return null;
  if (by === "replayed" && !isRecent(message.at)) return null;
  return {
    kind: "message",
    roomId: conversation.roomId,
    studentId: student.accountId,
    number: message.number,
    unread,
    place: student.name,
    fromSchool: false,
    sender: student.name,
    text: message.text ?? m.message_deleted(),
    path: `/messages/${student.accountId}`,
  };
}

const isRecent = (at: number) => Date.now() - at < RECENT_MS;

const mentions = ({ body }: Pick<MessageSent, "body">, accountId: AccountId): boolean =>
  body?.alg === "plain" && (body.mentions ?? []).includes(accountId);

const isWanted = (notify: Notify, mentioned: boolean) =>
  notify === "all" || (notify === "mentions" && mentioned);

/** A person's name, fetched if need be. */
function nameOf(client: Client, accountId: AccountId): Promise<string> {
  const person = client.person(accountId);
  return new Promise((resolve) => {
    const answer = () => {
      clearTimeout(timer);
      stop();
      resolve(person.get()?.name ?? m.person_unknown());
    };
    const timer = setTimeout(answer, NAME_WITHIN_MS);
    const stop = person.subscribe(() => person.get() !== null && answer());
    if (person.get() !== null) answer();
  });
}
