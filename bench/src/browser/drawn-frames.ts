import type { Tab } from "./tab.ts";

/** What of a frame's trace is read; `ts` in µs. */
interface TraceEvent {
  name: string;
  ts: number;
}

/** So that nothing else of the browser is written down, which would cost time too. */
const CATEGORY = "disabled-by-default-devtools.timeline.frame";
const TRACE_MS = 20_000;

/**
 * When frames were handed to the screen while `run` went on: in ms, one after the other. The browser moves a view that
 * is scrolled by hand without waiting for the page, so that these, not the page's own, are what is seen.
 */
export async function drawnFrames({ cdp }: Tab, run: () => Promise<unknown>): Promise<number[]> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: object[] }) => events.push(...(value as TraceEvent[]));
  cdp.on("Tracing.dataCollected", collect);
  const complete = new Promise<void>((resolve, reject) => {
    cdp.once("Tracing.tracingComplete", () => resolve());
    setTimeout(() => reject(new Error("The browser did not give its trace.")), TRACE_MS * 10).unref();
  });
  await cdp.send("Tracing.start", {
    traceConfig: { recordMode: "recordAsMuchAsPossible", includedCategories: [CATEGORY] },
    transferMode: "ReportEvents",
  });
  await run();
  await cdp.send("Tracing.end");
  await complete;
  cdp.off("Tracing.dataCollected", collect);
  return events
    .filter(({ name }) => name === "DrawFrame")
    .map(({ ts }) => ts / 1_000)
    .sort((one, other) => one - other);
}
