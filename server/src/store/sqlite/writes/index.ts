import type { Write } from "../transaction.ts";
import { createRoom } from "./create-room.ts";
import { deleteMessage } from "./delete-message.ts";
import { editMessage } from "./edit-message.ts";
import { joinRoom } from "./join-room.ts";
import { leaveRoom } from "./leave-room.ts";
import { markReceipts } from "./mark-receipts.ts";
import { openConversation } from "./open-conversation.ts";
import { raiseEncryption } from "./raise-encryption.ts";
import { renameRoom } from "./rename-room.ts";
import { sendMessage } from "./send-message.ts";
import { setConversationStatus } from "./set-conversation-status.ts";
import { setNotify } from "./set-notify.ts";
import { setRoomArchived } from "./set-room-archived.ts";
import { takeSeats } from "./take-seats.ts";
import { writeAllSql, writeSql } from "./write-sql.ts";

/** Everything that the writer thread can be asked for. */
export const writes = {
  createRoom,
  joinRoom,
  leaveRoom,
  renameRoom,
  setRoomArchived,
  raiseEncryption,
  openConversation,
  setConversationStatus,
  takeSeats,
  setNotify,
  sendMessage,
  editMessage,
  deleteMessage,
  markReceipts,
  writeSql,
  writeAllSql,
} as const satisfies Record<string, Write<never, unknown>>;

export type Writes = typeof writes;
