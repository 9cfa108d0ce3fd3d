import type { MessageSent } from "@encrptalk/protocol";

/** What the composer's text will become. */
export type Composing =
  | { kind: "new" }
  | { kind: "reply"; message: MessageSent }
  | { kind: "edit"; message: MessageSent };

export const NOTHING_SPECIAL: Composing = { kind: "new" };
