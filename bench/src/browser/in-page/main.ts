import type { PageApi } from "../page-api.ts";
import { afterFrame, frameWhen, nextFrame } from "./frames.ts";
import { journeyUp } from "./journey.ts";
import { composer, keepInView, rowsShown, showsMessages, thread } from "./thread.ts";
import { becomeStripes, watchedView, watchView } from "./view.ts";

const SPIN_TURNS = 3_000_000;

/** What is waited for, begun before what it waits for: keys and clicks overtake questions on their way to the page. */
let typed = Promise.withResolvers<number>();
let switched = Promise.resolve(Number.NaN);
const keysMs: number[] = [];
const tasksMs: number[] = [];
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) tasksMs.push(duration);
}).observe({ type: "longtask", buffered: true });

const api: PageApi = {
  async untilShown() {
    const shown = await frameWhen(() => showsMessages() && composer() !== null);
    typed = Promise.withResolvers();
    addEventListener("input", () => void nextFrame().then(typed.resolve), { once: true, capture: true });
    composer()?.focus();
    return shown;
  },
  untilTyped: () => typed.promise,
  watchKeys() {
    addEventListener(
      "keydown",
      ({ timeStamp }) => afterFrame(() => keysMs.push(performance.now() - timeStamp)),
      { capture: true },
    );
  },
  watchedKeys: () => keysMs,
  whereIs(path) {
    const link = document.querySelector(`nav a[href="${CSS.escape(path)}"]`);
    if (link === null) throw new Error(`No list has a link to ${path}.`);
    link.scrollIntoView({ block: "nearest" });
    const { x, y, width, height } = link.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  },
  watchSwitch() {
    const before = thread()?.ariaLabel;
    const isAnother = () => thread()?.ariaLabel !== before && showsMessages();
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    switched = promise;
    addEventListener(
      "click",
      ({ timeStamp }) => void frameWhen(isAnother).then((shown) => resolve(shown - timeStamp), reject),
      { once: true, capture: true },
    );
  },
  watchStillSwitch() {
    keepInView();
    const main = document.querySelector("#main");
    const drawn = main?.innerHTML ?? "";
    const { promise, resolve } = Promise.withResolvers<number>();
    switched = promise;
    const putIn = ({ timeStamp }: MouseEvent) => {
      if (main) main.innerHTML = drawn;
      thread()?.scrollTo(0, Number.MAX_SAFE_INTEGER);
      afterFrame(() => resolve(performance.now() - timeStamp));
    };
    addEventListener("click", putIn, { once: true, capture: true });
  },
  untilSwitched: () => switched,
  async goToEnd() {
    const button = () => thread()?.parentElement?.querySelector<HTMLElement>(":scope > button") ?? null;
    button()?.click();
    await frameWhen(() => button() === null);
  },
  rowsShown,
  watchView,
  watchedView,
  journeyUp,
  becomeStripes,
  markup() {
    const page = document.documentElement.cloneNode(true) as HTMLElement;
    for (const script of page.querySelectorAll("script, link[rel=modulepreload]")) script.remove();
    return page.outerHTML;
  },
  shows: (text) => thread()?.textContent?.includes(text) === true,
  spin() {
    spinOnce();
    const from = performance.now();
    spinOnce();
    return performance.now() - from;
  },
  longTasks: () => tasksMs,
};

function spinOnce(): number {
  let sum = 0;
  for (let turn = 0; turn < SPIN_TURNS; turn += 1) sum = (sum + turn) % 1_000_003;
  return sum;
}

Object.assign(globalThis, { bench: api });
