import type { MessageId } from "@encrptalk/protocol";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const CHARACTERS = 22;

/** 132 random bits. `crypto.randomUUID` is not there on pages without TLS, such as a school's own network has. */
export function mintMessageId(): MessageId {
  const bytes = crypto.getRandomValues(new Uint8Array(CHARACTERS));
  return Array.from(bytes, (byte) => ALPHABET[byte & 63]).join("") as MessageId;
}
