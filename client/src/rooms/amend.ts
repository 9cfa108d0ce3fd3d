import type { MessageDeleted, MessageEdited, MessageSent } from "@encrptalk/protocol";

/** A message after an edit or a deletion of it. Again and again is the same as once, and an older one changes nothing. */
export function amended(message: MessageSent, change: MessageEdited | MessageDeleted): MessageSent {
  if (message.deleted) return message;
  if (change.type === "message.deleted") {
    const { seq, at, sender } = change;
    return { ...message, body: null, deleted: { seq, at, sender } };
  }
  if (message.edited && message.edited.seq >= change.seq) return message;
  return { ...message, body: change.body, edited: { seq: change.seq, at: change.at } };
}
