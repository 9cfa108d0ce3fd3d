import {
  type CommandType,
  enteredRoomSchema,
  eventPageSchema,
  polledSchema,
  type ResultOf,
  resultSchemas,
  roomUpdateSchema,
  syncedSchema,
} from "@encrptalk/protocol";
import * as z from "zod/mini";
import { NetworkError } from "../network-error.ts";
import { anyEventSchema } from "./any-event.ts";

const [events, limited, gone] = roomUpdateSchema.def.options;
const anyEvents = { events: z.array(anyEventSchema) };

/** Answers that carry events, as the protocol has them but for events of unknown types, which are let through. */
export const anyEventPageSchema = z.extend(eventPageSchema, anyEvents);
export type AnyEventPage = z.infer<typeof anyEventPageSchema>;

export const anySyncedSchema = z.extend(syncedSchema, {
  updates: z.array(
    z.discriminatedUnion("status", [z.extend(events, anyEvents), z.extend(limited, anyEvents), gone]),
  ),
});
export type AnySynced = z.infer<typeof anySyncedSchema>;
export type AnyRoomUpdate = AnySynced["updates"][number];

export const anyEnteredRoomSchema = z.extend(enteredRoomSchema, { recent: anyEventPageSchema });
export type AnyEnteredRoom = z.infer<typeof anyEnteredRoomSchema>;

/** `frames` are parsed one by one, as those of a WebSocket are. */
export const anyPolledSchema = z.extend(polledSchema, {
  synced: anySyncedSchema,
  frames: z.array(z.unknown()),
});
export type AnyPolled = z.infer<typeof anyPolledSchema>;

const anyResultSchemas = {
  ...resultSchemas,
  sync: anySyncedSchema,
  "room.join": anyEnteredRoomSchema,
  "conversation.open": anyEnteredRoomSchema,
};

/** What a command answers with, as this client reads it. */
export type AnyResultOf<T extends CommandType> = T extends "sync"
  ? AnySynced
  : T extends "room.join" | "conversation.open"
    ? AnyEnteredRoom
    : ResultOf<T>;

/** Throws a `NetworkError` for an answer that no server of this protocol gives. */
export function readAnswer<S extends z.ZodMiniType>(schema: S, answer: unknown): z.output<S> {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw new NetworkError("unreadable", { cause: parsed.error });
  return parsed.data;
}

/** As `readAnswer`, for the result of a command. */
export const readResult = <T extends CommandType>(type: T, result: unknown): AnyResultOf<T> =>
  readAnswer(anyResultSchemas[type], result) as AnyResultOf<T>;
