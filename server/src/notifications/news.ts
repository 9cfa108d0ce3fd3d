import type { AccountId, PushPayload, RoomId } from "@encrptalk/protocol";
import type { Reader, WaitingMessage, WaitingRoom } from "../store/waiting.ts";
import type { PushDevice } from "./devices.ts";
import { excerpt } from "./excerpt.ts";

/** What nobody was told of for so long is not told any more. */
export const MESSAGE_LIFETIME_MS = 3 * 24 * 60 * 60_000;
const MOST_TEXT_CHARACTERS = 120;
const MOST_NAME_CHARACTERS = 100;

/** What a person may see of the school in a notification. */
export interface Wording {
  schoolName: string;
  withText: boolean;
}

/** What a device is to be told of a room. `number`: of the last message that it covers; 0 for a conversation's start. */
export interface News {
  number: number;
  payload: PushPayload;
}

/** What a device has neither been told nor shown of a room, or `null`. Whether it is a time to tell is asked elsewhere. */
export function newsFor(
  device: PushDevice,
  reader: Reader,
  room: WaitingRoom,
  now: number,
  wording: Wording,
): News | null {
  const { accountId, told } = device;
  if (room.kind === "student" && device.role === "admin" && device.settings.deskNotify === "nothing")
    return null;
  const since = Math.max(reader.read, device.pushed.get(room.roomId)?.number ?? 0);
  const last = wanted(room, reader).findLast(
    ({ number, position, at }) => number > since && position > told && now - at < MESSAGE_LIFETIME_MS,
  );
  const place = {
    roomId: room.roomId,
    place: placeOf(room, accountId, wording),
    path: pathOf(room, accountId),
  };
  if (last) {
    const unread = room.messageCount - reader.read;
    const text = wording.withText && last.text !== null ? excerpt(last.text, MOST_TEXT_CHARACTERS) : null;
    const sender = excerpt(last.senderName, MOST_NAME_CHARACTERS);
    return { number: last.number, payload: { type: "message", ...place, sender, unread, text } };
  }
  return isNewConversation(device, room, now)
    ? { number: 0, payload: { type: "conversation", ...place } }
    : null;
}

/** What others wrote and the reader chose to be told of. */
export const wanted = ({ messages }: WaitingRoom, { accountId, notify }: Reader): WaitingMessage[] =>
  messages.filter(
    ({ senderId, mentions }) =>
      senderId !== accountId && (notify === "all" || (notify === "mentions" && mentions.includes(accountId))),
  );

function isNewConversation(
  { accountId, told, pushed }: PushDevice,
  { roomId, student, started, messageCount }: WaitingRoom,
  now: number,
): boolean {
  return (
    messageCount === 0 &&
    student?.accountId === accountId &&
    started !== null &&
    started.by !== accountId &&
    started.position > told &&
    now - started.at < MESSAGE_LIFETIME_MS &&
    !pushed.has(roomId)
  );
}

/** A student sees the school in their conversation, the staff the student. */
function placeOf({ student, title }: WaitingRoom, accountId: AccountId, { schoolName }: Wording): string {
  const name = student?.accountId === accountId ? schoolName : (student?.name ?? title);
  return excerpt(name, MOST_NAME_CHARACTERS);
}

const pathOf = ({ roomId, student }: WaitingRoom, accountId: AccountId): string =>
  student && student.accountId !== accountId ? `/messages/${student.accountId}` : roomPath(roomId);

export const roomPath = (roomId: RoomId): string => `/rooms/${roomId}`;
