import type {
  Invitations,
  InviteStudents,
  RosterCheck,
  RosterImported,
  rosterSchema,
} from "@encrptalk/protocol";
import type * as z from "zod/mini";
import type { Author } from "../../store/audit-entry.ts";
import type { Actor } from "../actor.ts";
import type { Caller, Context } from "../context.ts";
import { exportRoster } from "./export-roster.ts";
import { checkRoster, importRoster } from "./import-roster.ts";
import { inviteStudents } from "./invite-students.ts";

type RosterInput = z.output<typeof rosterSchema>;

/** All students at once. That an administrator asks is the caller's to check; an import asks again when it writes. */
export interface Roster {
  check(roster: RosterInput): Promise<RosterCheck>;
  import(actor: Actor, roster: RosterInput): Promise<RosterImported>;
  /** CSV. */
  export(actor: Author): Promise<string>;
  invite(actor: Author, input: InviteStudents, caller: Pick<Caller, "headers">): Promise<Invitations>;
}

export const createRoster = (context: Context): Roster => ({
  check: (roster) => checkRoster(context, roster),
  import: (actor, roster) => importRoster(context, actor, roster),
  export: (actor) => exportRoster(context, actor),
  invite: (actor, input, caller) => inviteStudents(context, actor, input, caller),
});
