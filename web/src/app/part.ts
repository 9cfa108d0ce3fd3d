import { type ComponentType, createElement, type FunctionComponent } from "preact/compat";
import { fetchLostStyles } from "./lost-styles.ts";

/** For whom a part is fetched before they ask for it. */
type Ahead = "everybody" | "staff" | "nobody";

type Part<P> = FunctionComponent<P> & {
  /** Fetches its code, so that it shows at once later. Never rejects. */
  fetch: () => Promise<void>;
};

/** Parts that the code which is here knows of, in the order in which it became known. */
const known = new Set<{ fetch: () => Promise<void>; isHere: () => boolean; ahead: Ahead }>();

/**
 * A component whose code is fetched when it is first shown, or before. To be shown inside `Suspense`, and inside a
 * `PartBoundary`: without a network it throws, and tries anew when it is shown again.
 */
export function part<P extends object>(
  load: () => Promise<ComponentType<P>>,
  ahead: Ahead = "everybody",
): Part<P> {
  let component: ComponentType<P> | undefined;
  let failure: { reason: unknown } | undefined;
  let fetching: Promise<void> | undefined;
  /** Somebody looks at its place. */
  let isAwaited = false;

  const fetch = () => {
    fetching ??= Promise.all([load(), fetchLostStyles()]).then(
      ([loaded]) => {
        component = loaded;
      },
      (reason: unknown) => {
        failure = { reason };
        fetching = undefined;
      },
    );
    return fetching;
  };
  const Part = (props: P) => {
    if (component !== undefined) return createElement(component, props);
    // That it could not be fetched ahead says nothing of now.
    if (failure === undefined || !isAwaited) {
      isAwaited = true;
      failure = undefined;
      throw fetch();
    }
    const { reason } = failure;
    isAwaited = false;
    throw reason;
  };
  known.add({ fetch, isHere: () => component !== undefined, ahead });
  return Object.assign(Part, { fetch });
}

/** Without a network nothing is fetched; later there may be one. */
const TRIES = 3;
const AGAIN_MS = 20_000;

const idle = () =>
  new Promise<void>((resolve) => {
    // Safari has no idle callbacks.
    if ("requestIdleCallback" in globalThis) requestIdleCallback(() => resolve());
    else setTimeout(resolve, 50);
  });

/** Fetches one part after the other while there is nothing else to do, so that they show at once, also offline. */
export async function fetchPartsAhead(staff: boolean, signal: AbortSignal): Promise<void> {
  for (const { fetch, isHere, ahead } of known) {
    if (ahead === "nobody" || (ahead === "staff" && !staff)) continue;
    for (let tries = 0; tries < TRIES && !isHere(); tries += 1) {
      if (tries > 0) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      await idle();
      if (signal.aborted) return;
      await fetch();
    }
  }
}
