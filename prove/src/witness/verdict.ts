import type { MessageId, MessageSent, RoomEvent, RoomId } from "@encrptalk/protocol";
import type { Broken } from "../proof.ts";
import { messagesIn, textOf } from "./history.ts";
import type { Acknowledgement, Sending } from "./ledger.ts";

/** What one device knows. */
export interface View {
  name: string;
  /** Rooms that it may know of. */
  rooms: readonly RoomId[];
  /** Events in the order in which they came. */
  arrivals: readonly { roomId: RoomId; event: RoomEvent }[];
  /** The rooms that it has open, from their beginnings to their ends. */
  shown: ReadonlyMap<RoomId, readonly RoomEvent[]>;
}

export interface Evidence {
  sendings: readonly Sending[];
  acknowledged: ReadonlyMap<MessageId, Acknowledgement>;
  contradictions: readonly string[];
  /** By the person, and so out of turn. */
  sentAgain: ReadonlySet<MessageId>;
  /** The whole log of each room, read by somebody who knew nothing. */
  histories: ReadonlyMap<RoomId, readonly RoomEvent[]>;
  views: readonly View[];
}

export interface Verdict {
  broken: Broken;
  /** A sentence for each thing that is wrong, those counted in `broken` too. */
  failures: string[];
}

/** Compares what was acknowledged with what is there, and with what each device saw. */
export function judge(evidence: Evidence): Verdict {
  const verdict: Verdict = {
    broken: { lost: 0, doubled: 0, reordered: 0, leaked: 0 },
    failures: [...evidence.contradictions],
  };
  const found = (what: keyof Broken, sentence: string) => {
    verdict.broken[what]++;
    verdict.failures.push(`${what}: ${sentence}`);
  };
  for (const [roomId, events] of evidence.histories) judgeHistory(roomId, events, found);
  const stored = storedIn(evidence.histories);
  judgeAcknowledged(evidence, stored, found);
  judgeSendings(evidence, stored, { found, failed: (sentence) => verdict.failures.push(sentence) });
  for (const view of evidence.views) {
    judgeArrivals(view, evidence.histories, found);
    judgeShown(view, evidence.histories, found);
  }
  return verdict;
}

type Found = (what: keyof Broken, sentence: string) => void;

/** Numbered 1, 2, 3 … (P7), and each message once (P6). */
function judgeHistory(roomId: RoomId, events: readonly RoomEvent[], found: Found): void {
  for (const [index, { seq }] of events.entries())
    if (seq !== index + 1) return found("reordered", `${roomId} has ${seq} where ${index + 1} belongs`);
  const messages = messagesIn(events);
  for (const [index, { number }] of messages.entries())
    if (number !== index + 1)
      return found("reordered", `${roomId} numbers message ${index + 1} as ${number}`);
  const known = new Set<string>();
  for (const { sender, messageId } of messages) {
    const key = `${sender.deviceId} ${messageId}`;
    if (known.has(key)) found("doubled", `${messageId} stands in ${roomId} more than once`);
    known.add(key);
  }
}

type Stored = MessageSent & { roomId: RoomId };

const storedIn = (histories: Evidence["histories"]): ReadonlyMap<MessageId, Stored> =>
  new Map(
    [...histories].flatMap(([roomId, events]) =>
      messagesIn(events).map((message) => [message.messageId, { ...message, roomId }] as const),
    ),
  );

/** What was acknowledged is there (P1), and as it was acknowledged. */
function judgeAcknowledged(
  { acknowledged }: Evidence,
  stored: ReadonlyMap<MessageId, Stored>,
  found: Found,
): void {
  for (const [messageId, { roomId, seq, number }] of acknowledged) {
    const message = stored.get(messageId);
    if (message?.roomId !== roomId) found("lost", `${messageId} was acknowledged as ${seq} of ${roomId}`);
    else if (message.seq !== seq || message.number !== number)
      found("reordered", `${messageId} was acknowledged as ${seq} and stands at ${message.seq}`);
  }
}

/** What was said is delivered in the end, and what one device said stands in its order (P2). */
function judgeSendings(
  { sendings, acknowledged, sentAgain }: Evidence,
  stored: ReadonlyMap<MessageId, Stored>,
  { found, failed }: { found: Found; failed: (sentence: string) => void },
): void {
  const last = new Map<string, number>();
  for (const { device, roomId, messageId, text } of sendings) {
    const message = stored.get(messageId);
    if (!message) {
      if (!acknowledged.has(messageId)) failed(`“${text}” was never delivered`);
      continue;
    }
    if (textOf(message) !== text) failed(`“${text}” is stored as “${textOf(message)}”`);
    if (sentAgain.has(messageId)) continue;
    const lane = `${device} ${roomId}`;
    if (message.seq < (last.get(lane) ?? 0))
      found("reordered", `“${text}” stands before what was said before it`);
    last.set(lane, message.seq);
  }
}

/** Each event once and in order (P18), as it stands in the log, and of no room but one's own. */
function judgeArrivals(
  { name, rooms, arrivals }: View,
  histories: Evidence["histories"],
  found: Found,
): void {
  const last = new Map<RoomId, number>();
  for (const { roomId, event } of arrivals) {
    if (!rooms.includes(roomId)) {
      found("leaked", `${name} heard ${event.seq} of ${roomId}`);
      continue;
    }
    const before = last.get(roomId) ?? 0;
    if (event.seq === before) found("doubled", `${name} heard ${event.seq} of ${roomId} twice`);
    else if (event.seq < before)
      found("reordered", `${name} heard ${event.seq} of ${roomId} after ${before}`);
    last.set(roomId, Math.max(before, event.seq));
    const logged = histories.get(roomId)?.[event.seq - 1];
    if (keyOf(logged) !== keyOf(event))
      found("lost", `${name} heard ${keyOf(event)} in ${roomId}, where the log has ${keyOf(logged)}`);
  }
}

function judgeShown({ name, rooms, shown }: View, histories: Evidence["histories"], found: Found): void {
  for (const [roomId, events] of shown) {
    if (!rooms.includes(roomId)) found("leaked", `${name} shows ${roomId}`);
    const keys = events.map(keyOf);
    if (new Set(keys).size < keys.length) found("doubled", `${name} shows something of ${roomId} twice`);
    const log = (histories.get(roomId) ?? []).filter(isShown).map(keyOf);
    const missing = log.filter((key) => !keys.includes(key));
    for (const key of missing) found("lost", `${name} does not show ${key} of ${roomId}`);
    if (missing.length === 0 && keys.join("\n") !== log.join("\n"))
      found("reordered", `${name} shows ${roomId} in another order than its log`);
  }
}

const isShown = ({ type }: RoomEvent): boolean => type !== "message.edited" && type !== "message.deleted";

function keyOf(event: RoomEvent | undefined): string {
  if (event === undefined) return "nothing";
  const what = event.type === "message.sent" ? `${event.messageId} “${textOf(event)}”` : event.type;
  return `${event.seq} ${what}`;
}
