import type { Scrolled, ScrollOptions } from "../page-api.ts";
import { rowsShown, thread } from "./thread.ts";

const AT_TOP_MS = 1_000;
/** The rows are counted now and then only: counting has a cost too. */
const COUNT_EVERY = 10;

export function scroll({ pixelsPerFrame, swingMs, forMs, untilTop }: ScrollOptions): Promise<Scrolled> {
  const log = thread();
  if (log === null) throw new Error("There is no thread to scroll.");
  const found: Scrolled = { frameMs: [], mostRows: rowsShown(), pixels: 0, tookMs: 0 };
  return new Promise((resolve) => {
    let start = 0;
    let last = 0;
    let topSince = Number.POSITIVE_INFINITY;
    const step = (now: number) => {
      if (start === 0) start = now;
      else found.frameMs.push(now - last);
      last = now;
      if (found.frameMs.length % COUNT_EVERY === 0) found.mostRows = Math.max(found.mostRows, rowsShown());
      const before = log.scrollTop;
      const isWayBack = swingMs > 0 && Math.floor((now - start) / swingMs) % 2 === 1;
      log.scrollTop = before + (isWayBack ? -pixelsPerFrame : pixelsPerFrame);
      found.pixels += Math.abs(log.scrollTop - before);
      topSince = log.scrollTop > 0 ? Number.POSITIVE_INFINITY : Math.min(topSince, now);
      const isOver = now - start >= forMs || (untilTop && now - topSince > AT_TOP_MS);
      if (!isOver) return void requestAnimationFrame(step);
      found.tookMs = now - start;
      resolve(found);
    };
    requestAnimationFrame(step);
  });
}

/** What limits frames here whatever is drawn. */
export function becomeBlank(): void {
  const log = document.createElement("div");
  log.role = "log";
  log.style.cssText = "position: fixed; inset: 0; overflow-y: auto";
  const content = document.createElement("div");
  content.style.cssText = "block-size: 1000000px";
  log.append(content);
  document.body.replaceChildren(log);
  log.scrollTop = log.scrollHeight;
}
