import { schoolSettingsSchema, updateSchoolSettingsSchema } from "@encrptalk/protocol";
import type { School } from "../../../school/index.ts";
import { type Route, route } from "../route.ts";

/** What administrators choose for everyone. */
export const schoolRoutes = (school: School): Route[] => [
  route({
    method: "GET",
    path: "/api/school/settings",
    summary: "The school's name, time zone, quiet hours, and what notifications may carry",
    access: "signed-in",
    result: schoolSettingsSchema,
    handle: async () => ({ result: await school.settings() }),
  }),
  route({
    method: "PATCH",
    path: "/api/school/settings",
    summary: "Change those that are given",
    access: "admin",
    body: updateSchoolSettingsSchema,
    result: schoolSettingsSchema,
    handle: async ({ actor, body }) => ({ result: await school.updateSettings(actor, body) }),
  }),
];
