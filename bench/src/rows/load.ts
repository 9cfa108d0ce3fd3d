import type { Layout } from "../layout.ts";
import type { Load } from "../run.ts";
import type { Effort } from "./row.ts";

/** In `small`, everything is so much smaller; but nobody is to talk alone, and somebody is to talk. */
const SMALLER = 100;
const LEAST_PEOPLE = 2;
const LEAST_MESSAGES_PER_SECOND = 20;

/** The load itself, or a small one of its kind. */
export function loadFor({ people, rooms, members, messagesPerSecond }: Load, { small }: Effort): Load {
  if (!small) return { people, rooms, members, messagesPerSecond };
  const fewer = Math.max(LEAST_PEOPLE, Math.ceil(people / SMALLER));
  return {
    people: fewer,
    rooms: Math.ceil(rooms / SMALLER),
    members: Math.min(members, fewer),
    messagesPerSecond: Math.max(LEAST_MESSAGES_PER_SECOND, messagesPerSecond / SMALLER),
  };
}

/** In words, for titles. */
export function describeLoad(load: Load): string {
  return `${describeLayout(load)}, ${inWords(load.messagesPerSecond)} messages/s`;
}

function describeLayout({ people, rooms, members }: Layout): string {
  if (rooms === 1) return `1 room × ${inWords(members)} members`;
  const each = inWords((rooms * members) / people);
  return `${inWords(rooms)} rooms × ${inWords(members)} members (${inWords(people)} people, each a member of ${each} rooms, one connection each)`;
}

const inWords = (count: number): string => count.toLocaleString("en");
