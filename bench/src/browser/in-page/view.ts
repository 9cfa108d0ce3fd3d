import type { View } from "../page-api.ts";
import { rowsShown, thread } from "./thread.ts";

/** Rows may begin and end a little off the view: there is a space above the first and below the last. */
const SPACE_PX = 12;

let view: View = { frames: 0, bareFrames: 0, mostRows: 0 };
let isWatched = false;

export function watchView(): void {
  view = { frames: 0, bareFrames: 0, mostRows: 0 };
  if (isWatched) return;
  isWatched = true;
  const look = () => {
    view.frames += 1;
    view.mostRows = Math.max(view.mostRows, rowsShown());
    if (isBare()) view.bareFrames += 1;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

export const watchedView = (): View => view;

/** Whether a part of the view has no rows. */
function isBare(): boolean {
  const log = thread();
  const rows = [...(log?.children ?? [])].find(({ childElementCount }) => childElementCount > 1)?.children;
  if (!log || rows === undefined) return true;
  const { top, bottom } = log.getBoundingClientRect();
  const first = rows[0]?.getBoundingClientRect().top ?? bottom;
  const last = rows[rows.length - 1]?.getBoundingClientRect().bottom ?? top;
  return first > top + SPACE_PX || last < bottom - SPACE_PX;
}

/** What limits frames here whatever is in them. */
export function becomeStripes(): void {
  const log = document.createElement("div");
  log.role = "log";
  log.style.cssText = "position: fixed; inset: 0; overflow-y: auto";
  const content = document.createElement("div");
  content.style.cssText =
    "block-size: 1000000px; background: repeating-linear-gradient(#fff 0 40px, #dde 40px 80px)";
  log.append(content);
  document.body.replaceChildren(log);
  log.scrollTop = log.scrollHeight;
}
