import {
  addedPersonSchema,
  addPersonSchema,
  peoplePageSchema,
  peopleQuerySchema,
  personLinkSchema,
  personRecordSchema,
  updatePersonSchema,
} from "@encrptalk/protocol";
import type { Accounts } from "../../../accounts/index.ts";
import { parseAccountId } from "../account-id.ts";
import { type Route, route } from "../route.ts";

/** The school's people, for its administrators. */
export const peopleRoutes = (accounts: Accounts): Route[] => [
  route({
    method: "GET",
    path: "/api/people",
    summary: "People by name",
    access: "admin",
    query: peopleQuerySchema,
    result: peoplePageSchema,
    handle: async ({ query }) => ({ result: await accounts.people(query) }),
  }),
  route({
    method: "POST",
    path: "/api/people",
    summary: "Add a person, and get the link that invites them",
    access: "admin",
    body: addPersonSchema,
    result: addedPersonSchema,
    handle: async ({ actor, body, headers }) => ({
      result: await accounts.addPerson(actor, body, { headers }),
    }),
  }),
  route({
    method: "PATCH",
    path: "/api/people/:accountId",
    summary: "Change a person's name, e-mail address, roll ID or class",
    access: "admin",
    body: updatePersonSchema,
    result: personRecordSchema,
    handle: async ({ actor, params, body }) => ({
      result: await accounts.updatePerson(actor, parseAccountId(params.accountId), body),
    }),
  }),
  route({
    method: "POST",
    path: "/api/people/:accountId/deactivate",
    summary: "Deactivate an account and sign out its devices",
    access: "admin",
    result: personRecordSchema,
    handle: async ({ actor, params }) => ({
      result: await accounts.deactivatePerson(actor, parseAccountId(params.accountId)),
    }),
  }),
  route({
    method: "POST",
    path: "/api/people/:accountId/reactivate",
    summary: "Let a deactivated person sign in again",
    access: "admin",
    result: personRecordSchema,
    handle: async ({ actor, params }) => ({
      result: await accounts.reactivatePerson(actor, parseAccountId(params.accountId)),
    }),
  }),
  route({
    method: "POST",
    path: "/api/people/:accountId/link",
    summary: "A link to choose a password: an invitation, or a reset for who has one",
    access: "admin",
    result: personLinkSchema,
    handle: async ({ actor, params, headers }) => ({
      result: await accounts.issueLink(actor, parseAccountId(params.accountId), { headers }),
    }),
  }),
];
