import * as z from "zod/mini";
import { closeConversationSchema, openConversationSchema, reopenConversationSchema } from "./conversation.ts";
import { getDeskSchema, gotDeskSchema } from "./desk.ts";
import {
  deleteMessageSchema,
  editMessageSchema,
  loggedSchema,
  sendMessageSchema,
  sentMessageSchema,
} from "./message.ts";
import { setNotifySchema } from "./notify.ts";
import { getPeopleSchema, gotPeopleSchema } from "./person.ts";
import { markReceiptsSchema } from "./receipt.ts";
import {
  archiveRoomSchema,
  createdRoomSchema,
  createRoomSchema,
  enteredRoomSchema,
  joinRoomSchema,
  leaveRoomSchema,
  renameRoomSchema,
  restoreRoomSchema,
} from "./room.ts";
import { syncedSchema, syncSchema } from "./sync.ts";
import { setTypingSchema } from "./typing.ts";

/** Keeps the connection alive: the answer to the server's `beat`. */
export const beatSchema = z.strictObject({ type: z.literal("beat") });

/** Everything a client can ask for, over WebSocket and HTTP alike. */
export const commandSchema = z.discriminatedUnion("type", [
  syncSchema,
  sendMessageSchema,
  editMessageSchema,
  deleteMessageSchema,
  createRoomSchema,
  joinRoomSchema,
  leaveRoomSchema,
  renameRoomSchema,
  archiveRoomSchema,
  restoreRoomSchema,
  markReceiptsSchema,
  setTypingSchema,
  getPeopleSchema,
  openConversationSchema,
  closeConversationSchema,
  reopenConversationSchema,
  getDeskSchema,
  setNotifySchema,
  beatSchema,
]);
export type Command = z.infer<typeof commandSchema>;
export type CommandType = Command["type"];

const nothingSchema = z.object({});

/** What each command answers with. */
export const resultSchemas = {
  sync: syncedSchema,
  "message.send": sentMessageSchema,
  "message.edit": loggedSchema,
  "message.delete": loggedSchema,
  "room.create": createdRoomSchema,
  "room.join": enteredRoomSchema,
  "room.leave": nothingSchema,
  "room.rename": loggedSchema,
  "room.archive": loggedSchema,
  "room.restore": loggedSchema,
  "receipts.mark": nothingSchema,
  "typing.set": nothingSchema,
  "people.get": gotPeopleSchema,
  "conversation.open": enteredRoomSchema,
  "conversation.close": loggedSchema,
  "conversation.reopen": loggedSchema,
  "desk.get": gotDeskSchema,
  "notify.set": nothingSchema,
  beat: nothingSchema,
} as const satisfies Record<CommandType, z.ZodMiniType>;

export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;
export type ResultOf<T extends CommandType> = z.infer<(typeof resultSchemas)[T]>;

/** Chosen by the client, to find the reply by. */
export const requestIdSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/));

/** One frame from a client: a command and the id its reply will carry. */
export const requestSchema = z.strictObject({ id: requestIdSchema, command: commandSchema });
export type Request = z.infer<typeof requestSchema>;
