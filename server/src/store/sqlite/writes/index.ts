import type { Origin } from "../../store.ts";
import { requireActive } from "../entering.ts";
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
import { writeAllSql, writeAudit, writeSql } from "./write-sql.ts";

/** Who was deactivated while what they asked for waited for its turn gets none of it (P36). */
const byActive =
  <Input extends Origin, Result>(write: Write<Input, Result>): Write<Input, Result> =>
  (transaction, input) => {
    requireActive(transaction.db, input.sender.accountId);
    return write(transaction, input);
  };

/** Everything that the writer thread can be asked for. */
export const writes = {
  createRoom: byActive(createRoom),
  joinRoom: byActive(joinRoom),
  leaveRoom: byActive(leaveRoom),
  renameRoom: byActive(renameRoom),
  setRoomArchived: byActive(setRoomArchived),
  raiseEncryption: byActive(raiseEncryption),
  openConversation: byActive(openConversation),
  setConversationStatus: byActive(setConversationStatus),
  takeSeats,
  setNotify,
  sendMessage: byActive(sendMessage),
  editMessage: byActive(editMessage),
  deleteMessage: byActive(deleteMessage),
  markReceipts,
  writeSql,
  writeAllSql,
  writeAudit,
} as const satisfies Record<string, Write<never, unknown>>;

export type Writes = typeof writes;
