import * as z from "zod/mini";
import { accountIdSchema, timestampSchema } from "./ids.ts";
import { MAX_ROSTER_BYTES } from "./limits.ts";

/** A field of a student that a roster gives. */
export const rosterFieldSchema = z.enum(["name", "email", "rollId", "className"]);
export type RosterField = z.infer<typeof rosterFieldSchema>;

/** A list of students as CSV, the first line naming the columns. Students are known by their roll ID. */
export const rosterSchema = z.strictObject({
  /** The file's text. */
  csv: z.string().check(z.maxLength(MAX_ROSTER_BYTES)),
  /** Which column (from 0) has which field, where the usual names do not say it. */
  columns: z.optional(z.partialRecord(rosterFieldSchema, z.int().check(z.gte(0), z.lte(1_000)))),
  /** Whether students who are not in the list are deactivated. */
  deactivateMissing: z._default(z.boolean(), false),
});
export type Roster = z.input<typeof rosterSchema>;

/** What would become of one row. `line`: in the file, from 1; `null` for a student who is not in it. */
export const rosterVerdictSchema = z.object({
  line: z.nullable(z.int()),
  verdict: z.enum(["add", "update", "unchanged", "deactivate", "refused"]),
  name: z.string(),
  rollId: z.string(),
  /** Of an update: the fields that change. */
  changes: z.array(rosterFieldSchema),
  /** Of a refusal: which field, and what is wrong with it. */
  field: z.nullable(rosterFieldSchema),
  reason: z.nullable(z.enum(["missing", "invalid", "duplicate-in-file", "taken", "not-a-student"])),
});
export type RosterVerdict = z.infer<typeof rosterVerdictSchema>;

/** The dry run. */
export const rosterCheckSchema = z.object({
  headers: z.array(z.string()),
  columns: z.partialRecord(rosterFieldSchema, z.int()),
  /** Fields without a column: nothing can be imported until they have one. */
  missing: z.array(rosterFieldSchema),
  counts: z.object({
    add: z.int(),
    update: z.int(),
    unchanged: z.int(),
    deactivate: z.int(),
    refused: z.int(),
  }),
  /** Refused rows first, then changes, then the unchanged; at most MAX_ROSTER_VERDICTS. */
  verdicts: z.array(rosterVerdictSchema),
});
export type RosterCheck = z.infer<typeof rosterCheckSchema>;

/** All rows were taken, or none: a list with a refused row is refused as `roster-refused`. */
export const rosterImportedSchema = z.object({
  added: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  deactivated: z.int(),
});
export type RosterImported = z.infer<typeof rosterImportedSchema>;

/** New invitations for students who have not signed in yet. Earlier links of theirs stop working. */
export const inviteStudentsSchema = z.strictObject({
  /** Only of this class. */
  className: z.optional(z.string().check(z.maxLength(400))),
});
export type InviteStudents = z.infer<typeof inviteStudentsSchema>;

export const invitationsSchema = z.object({
  invitations: z.array(
    z.object({
      accountId: accountIdSchema,
      name: z.string(),
      email: z.string(),
      rollId: z.string(),
      className: z.string(),
      url: z.string(),
      expiresAt: timestampSchema,
    }),
  ),
});
export type Invitations = z.infer<typeof invitationsSchema>;
