import { type Body, type MessageSent, startOfText } from "@encrptalk/protocol";
import { m } from "../paraglide/messages.js";

/** UTF-16 units. */
const MOST = 200;

/** A message on one line: for lists, quotes and notices. */
export function previewOf({ body }: Pick<MessageSent, "body">): string {
  if (body === null) return m.message_deleted();
  return startOfText(textOf(body).replace(/\s+/gu, " ").trim(), MOST);
}

/** The text of a body, or a word for one that cannot be read here. */
export const textOf = (body: Body): string => (body.alg === "plain" ? body.text : m.message_encrypted());
