import * as z from "zod/mini";
import { emailAddressSchema, rollIdSchema } from "./account.ts";
import { accountIdSchema, timestampSchema } from "./ids.ts";
import { roleSchema } from "./person.ts";
import { pageSize } from "./query.ts";
import { nameSchema } from "./text.ts";

/** `invited`: has not chosen a password yet. */
export const accountStatusSchema = z.enum(["invited", "active", "deactivated"]);
export type AccountStatus = z.infer<typeof accountStatusSchema>;

/** A person as the school's administrators see them. */
export const personRecordSchema = z.object({
  accountId: accountIdSchema,
  role: roleSchema,
  name: z.string(),
  email: z.string(),
  rollId: z.nullable(z.string()),
  className: z.nullable(z.string()),
  status: accountStatusSchema,
  online: z.boolean(),
  createdAt: timestampSchema,
  lastSeenAt: z.nullable(timestampSchema),
});
export type PersonRecord = z.infer<typeof personRecordSchema>;

/** A student needs a roll ID; an administrator has neither roll ID nor class. */
export const addPersonSchema = z.discriminatedUnion("role", [
  z.strictObject({
    role: z.literal("student"),
    name: nameSchema,
    email: emailAddressSchema,
    rollId: rollIdSchema,
    className: nameSchema,
  }),
  z.strictObject({ role: z.literal("admin"), name: nameSchema, email: emailAddressSchema }),
]);
export type AddPerson = z.infer<typeof addPersonSchema>;

/** Only the fields given change. */
export const updatePersonSchema = z.strictObject({
  name: z.optional(nameSchema),
  email: z.optional(emailAddressSchema),
  rollId: z.optional(rollIdSchema),
  className: z.optional(nameSchema),
});
export type UpdatePerson = z.infer<typeof updatePersonSchema>;

/** A link to hand to the person: they choose a password with it, once, until it expires. */
export const personLinkSchema = z.object({ url: z.string(), expiresAt: timestampSchema });
export type PersonLink = z.infer<typeof personLinkSchema>;

export const addedPersonSchema = z.object({ person: personRecordSchema, link: personLinkSchema });
export type AddedPerson = z.infer<typeof addedPersonSchema>;

export const peopleQuerySchema = z.strictObject({
  /** Part of a name, an e-mail address or a roll ID, without regard to case. */
  search: z.optional(z.string().check(z.maxLength(100))),
  role: z.optional(roleSchema),
  status: z.optional(accountStatusSchema),
  /** `next` of the page before. */
  after: z.optional(z.string().check(z.maxLength(400))),
  limit: pageSize(200, 50),
});
export type PeopleQuery = z.infer<typeof peopleQuerySchema>;

/** Ordered by name. */
export const peoplePageSchema = z.object({
  people: z.array(personRecordSchema),
  /** How many match, over all pages. */
  total: z.int(),
  next: z.nullable(z.string()),
});
export type PeoplePage = z.infer<typeof peoplePageSchema>;
