import {
  changePasswordSchema,
  displaySettingsSchema,
  meSchema,
  schoolSchema,
  setUpSchema,
  signInSchema,
} from "@encrptalk/protocol";
import * as z from "zod/mini";
import type { Accounts } from "../../../accounts/index.ts";
import { type Route, route } from "../route.ts";
import { deviceRoutes } from "./devices.ts";
import { linkRoutes } from "./links.ts";
import { peopleRoutes } from "./people.ts";

/** Everything about people, their devices, and how they sign in. */
export const accountRoutes = (accounts: Accounts): Route[] => [
  ...ownAccountRoutes(accounts),
  ...deviceRoutes(accounts),
  ...linkRoutes(accounts),
  ...peopleRoutes(accounts),
];

/** The school, signing in and out, and one's own account. */
const ownAccountRoutes = (accounts: Accounts): Route[] => [
  route({
    method: "GET",
    path: "/api/school",
    summary: "What anybody may know of the school",
    access: "anyone",
    result: schoolSchema,
    handle: async () => ({ result: await accounts.school() }),
  }),
  route({
    method: "POST",
    path: "/api/set-up",
    summary: "Make the first administrator and name the school; works once",
    access: "anyone",
    body: setUpSchema,
    result: meSchema,
    async handle({ body, ...caller }) {
      const { me, cookie } = await accounts.setUp(body, caller);
      return { result: me, cookies: [cookie] };
    },
  }),
  route({
    method: "POST",
    path: "/api/sign-in",
    summary: "Sign in with an e-mail address or a roll ID",
    access: "anyone",
    body: signInSchema,
    result: meSchema,
    async handle({ body, ...caller }) {
      const { me, cookie } = await accounts.signIn(body, caller);
      return { result: me, cookies: [cookie] };
    },
  }),
  route({
    method: "POST",
    path: "/api/sign-out",
    summary: "Sign out this device",
    access: "signed-in",
    result: z.object({}),
    async handle({ actor }) {
      const { cookie } = await accounts.signOut(actor);
      return { result: {}, cookies: [cookie] };
    },
  }),
  route({
    method: "GET",
    path: "/api/me",
    summary: "The signed-in person; renews a browser's cookie",
    access: "signed-in",
    result: meSchema,
    async handle({ actor, headers }) {
      const cookie = accounts.renewedCookie(headers);
      return { result: await accounts.me(actor), cookies: cookie === null ? [] : [cookie] };
    },
  }),
  route({
    method: "PATCH",
    path: "/api/me/settings",
    summary: "Change how the product looks and sounds",
    access: "signed-in",
    body: displaySettingsSchema,
    result: meSchema,
    handle: async ({ actor, body }) => ({ result: await accounts.changeSettings(actor, body) }),
  }),
  route({
    method: "POST",
    path: "/api/me/password",
    summary: "Change one's password; signs out one's other devices",
    access: "signed-in",
    body: changePasswordSchema,
    result: z.object({}),
    async handle({ actor, body, address }) {
      await accounts.changePassword(actor, body, { address });
      return { result: {} };
    },
  }),
];
