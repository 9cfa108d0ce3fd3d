import type { RoomEvent, Seq } from "@encrptalk/protocol";
import type { AnyEvent } from "../wire/any-event.ts";
import { amended } from "./amend.ts";
import type { TimelineEvent } from "./timeline-state.ts";

/** A consecutive part of a log, from one `seq` to another, both included; `to < from` when it is empty. */
export interface Stretch {
  readonly from: Seq;
  readonly to: Seq;
  /** Those to be shown. */
  readonly events: readonly TimelineEvent[];
}

/** `events`: consecutive; when there are none, an empty stretch after `head`. */
export function stretchOf(events: readonly AnyEvent[], head: Seq): Stretch {
  const from = events[0]?.seq ?? head + 1;
  return { from, to: events.at(-1)?.seq ?? head, events: events.filter(isShown) };
}

/** The stretch with the page before it. */
export function withOlder(stretch: Stretch, page: readonly AnyEvent[]): Stretch {
  const older = page.filter((event) => event.seq < stretch.from);
  const from = older[0]?.seq ?? stretch.from;
  return { from, to: stretch.to, events: [...older.filter(isShown), ...stretch.events] };
}

/** The stretch after events that happened: what comes next is appended, and edits and deletions are applied. */
export function withEvents(stretch: Stretch, events: readonly AnyEvent[]): Stretch {
  let { to, events: shown } = stretch;
  for (const event of events) {
    if (event.seq === to + 1) {
      to = event.seq;
      if (isShown(event)) shown = [...shown, event];
    }
    shown = withChange(shown, event);
  }
  return { from: stretch.from, to, events: shown };
}

/** The same array when nothing in it changes. */
function withChange(shown: readonly TimelineEvent[], event: AnyEvent): readonly TimelineEvent[] {
  if (event.type !== "message.edited" && event.type !== "message.deleted") return shown;
  const index = indexOf(shown, event.target);
  const message = shown[index];
  if (message?.type !== "message.sent") return shown;
  const changed = amended(message, event);
  return changed === message ? shown : shown.with(index, changed);
}

function indexOf(shown: readonly TimelineEvent[], seq: Seq): number {
  const place = placeOf(shown, seq);
  return shown[place]?.seq === seq ? place : -1;
}

/** Of the first event from `seq` on. By bisection: `seq` grows. */
function placeOf(shown: readonly TimelineEvent[], seq: Seq): number {
  let low = 0;
  let high = shown.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((shown[middle]?.seq ?? seq) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The stretch without its oldest events, so that at most `most` are shown. */
export function withoutOldest(stretch: Stretch, most: number): Stretch {
  if (stretch.events.length <= most) return stretch;
  const events = stretch.events.slice(-most);
  return { from: events[0]?.seq ?? stretch.from, to: stretch.to, events };
}

/** The stretch without its newest events, so that at most `most` are shown. */
export function withoutNewest(stretch: Stretch, most: number): Stretch {
  if (stretch.events.length <= most) return stretch;
  const events = stretch.events.slice(0, most);
  return { from: stretch.from, to: events.at(-1)?.seq ?? stretch.to, events };
}

/** How many of the events shown are older than `seq`. */
export const countBefore = ({ events }: Stretch, seq: Seq): number => placeOf(events, seq);

/** Whether it goes back to message `number`. */
export const reaches = (stretch: Stretch | null, number: number): boolean =>
  stretch?.events.some((event) => event.type === "message.sent" && event.number <= number) ?? false;

const isShown = (event: AnyEvent): event is TimelineEvent =>
  event.type !== "unknown" && event.type !== "message.edited" && event.type !== "message.deleted";

export const isKnown = (event: AnyEvent): event is RoomEvent => event.type !== "unknown";
