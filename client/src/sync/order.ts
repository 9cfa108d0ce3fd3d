import type { Model } from "../state/model.ts";
import { type DurableFrame, feedOf } from "./durable-frame.ts";

/**
 * Where a frame stands. `early`: something before it is missing. `foreign`: of a room that is not joined, as far as
 * this client knows.
 */
export function orderOf(model: Model, frame: DurableFrame): "old" | "next" | "early" | "foreign" {
  const feed = feedOf(frame);
  if (feed === "school") return orderBy(model.school, frame);
  if (feed === "account") return orderBy(model.account, frame);
  if (feed === "desk") return orderBy(model.desk.position, frame);
  const room = model.joined(feed);
  if (room === null) return "foreign";
  if (frame.type === "event" && frame.event.seq > room.row.head + 1) return "early";
  return orderBy(room.position, frame);
}

function orderBy(known: number, { position, previous }: DurableFrame): "old" | "next" | "early" {
  if (position <= known) return "old";
  return previous <= known ? "next" : "early";
}
