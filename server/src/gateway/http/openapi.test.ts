import { expect, test } from "bun:test";
import * as z from "zod/mini";
import { apiDescription } from "./openapi.ts";
import { type Route, route } from "./route.ts";

test("the description of the interface was made anew for anybody who asked, at 20 ms of everybody's time", async () => {
  let made = 0;
  const routes: Route[] = [
    route({
      method: "GET",
      get path(): "/api/nothing" {
        made += 1;
        return "/api/nothing";
      },
      summary: "Nothing",
      access: "anyone",
      result: z.object({}),
      handle: async () => ({ result: {} }),
    }),
  ];
  const description = apiDescription(routes);
  expect(made).toBe(0);
  const first = await description().json();
  const times = made;
  expect(await description().json()).toEqual(first);
  expect(made).toBe(times);
});
