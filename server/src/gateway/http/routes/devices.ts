import {
  addedProgramSchema,
  addProgramSchema,
  deviceIdSchema,
  devicesSchema,
  ProtocolError,
} from "@encrptalk/protocol";
import * as z from "zod/mini";
import type { Accounts } from "../../../accounts/index.ts";
import { type Route, route } from "../route.ts";

/** One's own signed-in browsers and programs. */
export const deviceRoutes = (accounts: Accounts): Route[] => [
  route({
    method: "GET",
    path: "/api/devices",
    summary: "One's own devices",
    access: "signed-in",
    result: devicesSchema,
    handle: async ({ actor }) => ({ result: { devices: await accounts.devices(actor) } }),
  }),
  route({
    method: "POST",
    path: "/api/devices",
    summary: "Make a device for a program, with a bearer token that is shown this once",
    access: "signed-in",
    body: addProgramSchema,
    result: addedProgramSchema,
    handle: async ({ actor, body }) => ({ result: await accounts.addProgram(actor, body.name) }),
  }),
  route({
    method: "POST",
    path: "/api/devices/sign-out-others",
    summary: "Sign out everywhere else",
    access: "signed-in",
    result: z.object({}),
    async handle({ actor }) {
      await accounts.signOutOthers(actor);
      return { result: {} };
    },
  }),
  route({
    method: "DELETE",
    path: "/api/devices/:deviceId",
    summary: "Sign out one of one's own devices",
    access: "signed-in",
    result: z.object({}),
    async handle({ actor, params }) {
      const { deviceId } = params;
      const parsed = deviceIdSchema.safeParse(deviceId);
      if (!parsed.success) throw new ProtocolError("not-found");
      await accounts.signOutDevice(actor, parsed.data);
      return { result: {} };
    },
  }),
];
