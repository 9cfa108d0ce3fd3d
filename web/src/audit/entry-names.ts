import type { AccountId, AuditPage, AuditRecord } from "@encrptalk/protocol";
import { m } from "../paraglide/messages.js";

/** An entry with the names of those it is about, each between isolates: see `named-sentence.tsx`. */
export interface AuditEntry {
  record: AuditRecord;
  actor: string;
  subject: string;
  room: string;
  /** Whether somebody did it to themself or to what is theirs. */
  isOwn: boolean;
}

/** The entries of a page. */
export function entriesOf({ records, people, rooms }: AuditPage): AuditEntry[] {
  const names = new Map<AccountId, string>(people.map(({ accountId, name }) => [accountId, name]));
  const titles = new Map<string, string>(rooms.map(({ roomId, title }) => [roomId, title]));
  const nameOf = (accountId: AccountId | null) =>
    isolated((accountId && names.get(accountId)) ?? m.person_unknown());
  return records.map((record) => {
    const actorId = record.actor.type === "account" ? record.actor.accountId : null;
    const title = record.roomId && titles.get(record.roomId);
    return {
      record,
      actor: nameOf(actorId),
      subject: nameOf(record.subjectId),
      // Of a student's room there is no title.
      room: title ? isolated(title) : m.audit_conversation(),
      isOwn: actorId !== null && actorId === record.subjectId,
    };
  });
}

const FIRST_STRONG_ISOLATE = "\u2068";
const POP_DIRECTIONAL_ISOLATE = "\u2069";

/** A name that keeps its own direction in a sentence, and can be found again in it. */
export const isolated = (name: string): string =>
  FIRST_STRONG_ISOLATE + name.replace(/[\u2066-\u2069]/g, "") + POP_DIRECTIONAL_ISOLATE;

/** The sentence in parts: each second one is a name. */
export const partsOf = (sentence: string): string[] => sentence.split(/[\u2068\u2069]/);
