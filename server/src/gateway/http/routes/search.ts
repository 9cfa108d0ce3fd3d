import { searchPageSchema, searchQuerySchema } from "@encrptalk/protocol";
import { searchMessages } from "../../../search/index.ts";
import type { Gateway } from "../../gateway.ts";
import { type Route, route } from "../route.ts";

export const searchRoutes = ({ search, largeReads }: Gateway): Route[] => [
  route({
    method: "GET",
    path: "/api/search",
    summary: "Messages in all rooms that one may read, newest first",
    access: "signed-in",
    query: searchQuerySchema,
    result: searchPageSchema,
    handle: async ({ actor, query }) => ({
      result: await largeReads.take(actor, () => searchMessages(search, actor, query)),
    }),
  }),
];
