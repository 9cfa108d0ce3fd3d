import type { Caller } from "./caller.ts";
import type { Row } from "./may.ts";
import type { Scene, Target } from "./scene.ts";

/** An HTTP request. */
export interface Asked {
  path: string;
  body?: object;
  /** Instead of what the caller usually shows: something that may be used up. */
  headers?: Record<string, string>;
}

/** How a route is asked so that nothing but permission stands in its way. */
export interface RouteRow extends Row {
  ask(scene: Scene, target: Target, caller: Caller): Asked | Promise<Asked>;
}

/** One that is only read, and names nobody. */
export const read = (path: string, may: Row["may"]): RouteRow => ({
  may,
  writes: false,
  ask: () => ({ path }),
});
