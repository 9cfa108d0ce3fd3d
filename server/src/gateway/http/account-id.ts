import { type AccountId, accountIdSchema, ProtocolError } from "@encrptalk/protocol";

/** The account that a path names. What cannot be an id is the id of nobody: `not-found`. */
export function parseAccountId(text: string | undefined): AccountId {
  const parsed = accountIdSchema.safeParse(text);
  if (!parsed.success) throw new ProtocolError("not-found");
  return parsed.data;
}
