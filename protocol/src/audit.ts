import * as z from "zod/mini";
import { accountIdSchema, deviceIdSchema, roomIdSchema, seqSchema, timestampSchema } from "./ids.ts";
import { personSchema, roleSchema } from "./person.ts";
import { numberInQuery, pageSize } from "./query.ts";
import { updateSchoolSettingsSchema } from "./school-settings.ts";

const entry = <Kind extends string, Details extends z.core.$ZodShape>(kind: Kind, details: Details) =>
  z.object({ kind: z.literal(kind), details: z.object(details) });

/** How many rows one act changed. */
const count = z.int();
/** The name of a browser, such as `Firefox on Windows`, or of a program. */
const device = z.string();
const linkPurpose = z.enum(["invitation", "reset"]);

/** What is written down, and what of it is told beside who, when, whom and where. No message's text, no secret. */
export const auditedSchema = z.discriminatedUnion("kind", [
  entry("school.set-up", {}),
  entry("school.changed", { change: updateSchoolSettingsSchema }),
  entry("sign-in", { device }),
  /** Of an account that there is. `unlisted`: how many more were refused since the one before and are not listed. */
  entry("sign-in.refused", { reason: z.enum(["wrong-password", "deactivated"]), unlisted: z.int() }),
  entry("sign-out", { device }),
  /** A browser that somebody signed out from another, or by signing in on it. */
  entry("device.ended", { device }),
  entry("other-devices.ended", { count }),
  entry("password.changed", {}),
  entry("link.made", { purpose: linkPurpose }),
  entry("link.used", { purpose: linkPurpose }),
  entry("invitations.made", { count }),
  entry("account.made", { role: roleSchema }),
  entry("account.changed", { fields: z.array(z.enum(["name", "email", "rollId", "className"])) }),
  entry("account.deactivated", {}),
  entry("account.reactivated", {}),
  entry("roster.imported", { added: z.int(), updated: z.int(), unchanged: z.int(), deactivated: z.int() }),
  entry("roster.exported", {}),
  entry("conversation.exported", { format: z.enum(["html", "json"]) }),
  entry("conversation.closed", {}),
  entry("conversation.reopened", {}),
  entry("message.deleted", { seq: seqSchema }),
  entry("room.renamed", { title: z.string() }),
  entry("room.archived", {}),
  entry("room.restored", {}),
  entry("program.made", { name: z.string() }),
  entry("program.revoked", { name: z.string() }),
  entry("backup.made", {}),
  entry("backup.restored", {}),
]);
export type Audited = z.infer<typeof auditedSchema>;

export const auditKindSchema = z.enum(
  auditedSchema.def.options.flatMap(({ shape }) => shape.kind.def.values),
);
export type AuditKind = Audited["kind"];

/** `operator`: whoever runs the server, by its command line. `nobody`: a stranger. */
export const auditActorSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("account"), accountId: accountIdSchema, deviceId: deviceIdSchema }),
  z.object({ type: z.literal("operator") }),
  z.object({ type: z.literal("nobody") }),
]);
export type AuditActor = z.infer<typeof auditActorSchema>;

/** One row of the audit log. */
export const auditRecordSchema = z.object({
  /** 1, 2, 3 … without a gap, in the order of the commits. */
  number: z.int(),
  at: timestampSchema,
  actor: auditActorSchema,
  /** Whom it was done to, or whose it was. */
  subjectId: z.nullable(accountIdSchema),
  roomId: z.nullable(roomIdSchema),
  /** The IP address that it was asked for from. */
  address: z.nullable(z.string()),
  audited: auditedSchema,
  /** SHA-256 in hexadecimal, over the row and the hash of the row before it. */
  hash: z.string(),
});
export type AuditRecord = z.infer<typeof auditRecordSchema>;

export const auditQuerySchema = z.strictObject({
  kind: z.optional(auditKindSchema),
  /** Who did it, or whom it was done to. */
  person: z.optional(accountIdSchema),
  /** Not earlier than this, in milliseconds since 1970-01-01 UTC. */
  from: z.optional(numberInQuery),
  /** Earlier than this. */
  to: z.optional(numberInQuery),
  /** `next` of the page before. */
  before: z.optional(numberInQuery),
  limit: pageSize(200, 50),
});
export type AuditQuery = z.infer<typeof auditQuerySchema>;

/** Newest first. */
export const auditPageSchema = z.object({
  records: z.array(auditRecordSchema),
  /** Those whom the records and the query name, as they are called now. */
  people: z.array(personSchema),
  rooms: z.array(z.object({ roomId: roomIdSchema, title: z.string() })),
  next: z.nullable(z.int()),
});
export type AuditPage = z.infer<typeof auditPageSchema>;
