import * as z from "zod/mini";
import { accountIdSchema } from "./ids.ts";
import { MAX_PEOPLE_PER_COMMAND } from "./limits.ts";

export const roleSchema = z.enum(["admin", "student"]);
export type Role = z.infer<typeof roleSchema>;

/** What anyone who shares a room with somebody may know of them. */
export const personSchema = z.object({ accountId: accountIdSchema, name: z.string(), role: roleSchema });
export type Person = z.infer<typeof personSchema>;

/** Names of the accounts that the events in an answer mention. Ids that the asker may not know are left out. */
export const getPeopleSchema = z.strictObject({
  type: z.literal("people.get"),
  accountIds: z.array(accountIdSchema).check(z.maxLength(MAX_PEOPLE_PER_COMMAND)),
});
export type GetPeople = z.infer<typeof getPeopleSchema>;

export const gotPeopleSchema = z.object({ people: z.array(personSchema) });
