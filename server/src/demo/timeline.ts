import type { Timestamp } from "@encrptalk/protocol";
import type { PersonKey } from "./people.ts";
import { type Random, seededRandom } from "./random.ts";
import { timeOf, withWeekdays } from "./school-days.ts";
import type { Conversation, Message, Scene, ScriptLine } from "./script.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const EDITED_AFTER_MS = 50 * SECOND_MS;
const DELETED_AFTER_MS = 40 * SECOND_MS;

/** One thing that somebody did in a room, and when. */
export type Deed = { at: Timestamp; conversation: Conversation; who: PersonKey } & (
  | { type: "open" | "join" | "leave" | "archive" | "close" }
  | { type: "rename"; title: string }
  | { type: "send" | "edit"; message: Message; text: string; answers: Message | undefined }
  | { type: "delete"; message: Message }
);

/** All that happened in all rooms by `now`, in order. */
export const timeline = (conversations: readonly Conversation[], now: Timestamp): Deed[] =>
  conversations
    .flatMap((conversation, index) => deedsOf(conversation, now, seededRandom(index + 1)))
    .sort((a, b) => a.at - b.at);

function deedsOf(conversation: Conversation, now: Timestamp, random: Random): Deed[] {
  const named = new Map<string, Message>();
  const lines = conversation.scenes.flatMap((scene) => timed(scene, now, random));
  const deeds = lines.flatMap(({ at, line }): Deed[] => {
    const done = { at, who: line.who, conversation };
    if (line.type === "rename") return [{ ...done, type: "rename", title: line.title }];
    if (line.type !== "message") return [{ ...done, type: line.type }];
    if (line.as !== undefined) named.set(line.as, line);
    return saying(line, { ...done, answers: answered(line, named) }, now);
  });
  return [...opening(conversation, now, random), ...deeds];
}

function opening(conversation: Conversation, now: Timestamp, random: Random): Deed[] {
  const opened = timeOf(now, conversation.opened);
  let joined = opened + 5 * MINUTE_MS;
  return [
    { type: "open", at: opened, who: conversation.openedBy, conversation },
    ...("members" in conversation ? conversation.members : []).map((who): Deed => {
      joined += random.whole(15, 45) * SECOND_MS;
      return { type: "join", at: joined, who, conversation };
    }),
  ];
}

function answered({ to }: Message, named: ReadonlyMap<string, Message>): Message | undefined {
  if (to !== undefined && !named.has(to)) throw new Error(`nothing was said that is called “${to}”`);
  return to === undefined ? undefined : named.get(to);
}

/** A message, and what its author thought better of. */
function saying(
  message: Message,
  said: Pick<Deed, "at" | "who" | "conversation"> & { answers: Message | undefined },
  now: Timestamp,
): Deed[] {
  const deeds: Deed[] = [{ ...said, type: "send", message, text: withWeekdays(now, message.text) }];
  if (message.edited !== undefined) {
    const text = withWeekdays(now, message.edited);
    deeds.push({ ...said, type: "edit", at: said.at + EDITED_AFTER_MS, message, text });
  }
  if (message.deleted) deeds.push({ ...said, type: "delete", at: said.at + DELETED_AFTER_MS, message });
  return deeds;
}

function timed({ lines, ...scene }: Scene, now: Timestamp, random: Random) {
  let elapsed = 0;
  const offsets = lines.map((line, index) => {
    elapsed +=
      line.after === undefined ? pauseBefore(line, lines[index - 1], random) : line.after * MINUTE_MS;
    return elapsed;
  });
  const start =
    "from" in scene
      ? timeOf(now, scene.from)
      : now - scene.endsMinutesAgo * MINUTE_MS - (offsets.at(-1) ?? 0);
  return lines.map((line, index) => ({ line, at: Math.round(start + (offsets[index] ?? 0)) }));
}

/** As long as it takes to read the line before and to write this one. */
function pauseBefore(line: ScriptLine, before: ScriptLine | undefined, random: Random): number {
  const length = (of: ScriptLine | undefined) => (of?.type === "message" ? of.text.length : 0);
  const seconds = 10 + length(before) / 20 + length(line) / 4;
  return Math.min(seconds * random.between(0.7, 1.5), 200) * SECOND_MS;
}
