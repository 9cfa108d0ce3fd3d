import { inspectLinkSchema, linkSchema, meSchema, redeemLinkSchema } from "@encrptalk/protocol";
import type { Accounts } from "../../../accounts/index.ts";
import { type Route, route } from "../route.ts";

/** Invitations and resets. Their tokens come in bodies, never in an address, which is logged on its way. */
export const linkRoutes = (accounts: Accounts): Route[] => [
  route({
    method: "POST",
    path: "/api/links/inspect",
    summary: "Whose link it is, and what for",
    access: "anyone",
    body: inspectLinkSchema,
    result: linkSchema,
    handle: async ({ body }) => ({ result: await accounts.inspectLink(body.token) }),
  }),
  route({
    method: "POST",
    path: "/api/links/redeem",
    summary: "Choose a password with a link, and sign in",
    access: "anyone",
    body: redeemLinkSchema,
    result: meSchema,
    async handle({ body, ...caller }) {
      const { me, cookie } = await accounts.redeemLink(body, caller);
      return { result: me, cookies: [cookie] };
    },
  }),
];
