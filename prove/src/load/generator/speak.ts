import { Histogram } from "./histogram.ts";
import { type Ledger, textOf } from "./ledger.ts";
import type { People, Place } from "./people.ts";
import { pick } from "./random.ts";

/** Messages a second: so many that two cores carry them at less than half of what one can. */
const PER_SECOND = { everyone: 1, classes: 6, conversations: 8 };
/** To those who will stop reading, in the rough phase: long texts, so that what they leave unread grows. */
const GALLERY_PER_SECOND = 3;
/** 20,000 bytes in 800 characters as a person counts them. */
const LONG_TEXT = "👨‍👩‍👧‍👦".repeat(800);
const TEXT = "has anybody understood the third exercise? I get 42, and the book says 41. ";
const TYPING_SHARE = 0.5;

interface Saying {
  /** In ms from the beginning of the phase. */
  dueMs: number;
  places: readonly Place[];
  text: string;
}

/**
 * Says each message when it is due, whether or not earlier ones have arrived: by somebody who is connected then. Resolves
 * with how late each was.
 */
export async function speak(
  people: People,
  ledger: Ledger,
  { seconds, isRough }: { seconds: number; isRough: boolean },
  random: () => number,
): Promise<Histogram> {
  const late = new Histogram();
  const startedAt = performance.now();
  for (const { dueMs, places, text } of plan(people, seconds, isRough, random)) {
    const dueAt = startedAt + dueMs;
    await until(dueAt);
    late.add(performance.now() - dueAt);
    const { roomId, speakers } = pick(random, places);
    const live = speakers.filter(({ isLive }) => isLive);
    const speaker = pick(random, live.length > 0 ? live : speakers);
    if (places !== people.classes || random() < TYPING_SHARE) speaker.type(roomId);
    const number = ledger.offer(roomId, speaker, dueAt);
    speaker.say(number, roomId, textOf(number, text));
  }
  await until(startedAt + seconds * 1_000);
  return late;
}

/** As people speak: without knowing of each other, so that some say something at the same time. */
function plan(people: People, seconds: number, isRough: boolean, random: () => number): Saying[] {
  const sayings: Saying[] = [];
  const add = (places: readonly Place[], perSecond: number, text: string) => {
    for (let at = gap(perSecond, random); at < seconds * 1_000; at += gap(perSecond, random))
      sayings.push({ dueMs: at, places, text });
  };
  add([people.everyone], PER_SECOND.everyone, TEXT);
  add(people.classes, PER_SECOND.classes, TEXT);
  add(people.conversations, PER_SECOND.conversations, TEXT);
  if (isRough) add([people.gallery], GALLERY_PER_SECOND, LONG_TEXT);
  return sayings.sort((a, b) => a.dueMs - b.dueMs);
}

const gap = (perSecond: number, random: () => number): number =>
  (-Math.log(1 - random()) / perSecond) * 1_000;

/** Timers come up to a millisecond late, so the last moments pass in turns of the event loop. */
async function until(time: number): Promise<void> {
  const sleepMs = Math.floor(time - performance.now()) - 1;
  if (sleepMs > 0) await Bun.sleep(sleepMs);
  while (performance.now() < time) await new Promise((resolve) => setImmediate(resolve));
}
