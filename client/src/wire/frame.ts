import {
  type EventFrame,
  eventFrameSchema,
  positionSchema,
  roomIdSchema,
  type ServerFrame,
  serverFrameSchema,
} from "@encrptalk/protocol";
import * as z from "zod/mini";
import { type AnyEvent, anyEventSchema } from "./any-event.ts";

/** An event of whatever type. */
export type AnyEventFrame = Omit<EventFrame, "event"> & { event: AnyEvent };
const anyEventFrameSchema = z.extend(eventFrameSchema, { event: anyEventSchema });

/** A frame of a newer server that moves a room's feed. */
const unknownFrameSchema = z.pipe(
  z.object({ roomId: roomIdSchema, position: positionSchema, previous: positionSchema }),
  z.transform((frame) => ({ ...frame, type: "unknown" as const })),
);
export type UnknownFrame = z.infer<typeof unknownFrameSchema>;

export type AnyFrame = Exclude<ServerFrame, EventFrame> | AnyEventFrame | UnknownFrame;

/** `null`: nothing that this client understands, to be ignored. */
export function readFrame(value: unknown): AnyFrame | null {
  for (const schema of [serverFrameSchema, anyEventFrameSchema, unknownFrameSchema]) {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
  }
  return null;
}

/** As `readFrame`, of a WebSocket's text. */
export function readFrameText(text: string): AnyFrame | null {
  try {
    return readFrame(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
