import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import type { PageApi } from "./page-api.ts";

/** What a person holds in their hands. */
export interface Device {
  width: number;
  height: number;
  isPhone: boolean;
}

export const PHONE: Device = { width: 390, height: 780, isPhone: true };
export const WIDE: Device = { width: 1440, height: 900, isPhone: false };

/** Whose browser it is, and where. */
export interface Visitor {
  /** Host and port of the server. */
  host: string;
  /** `name=value`. */
  cookie: string;
  device: Device;
  /** From `inPageScript()`. */
  script: string;
}

/** A browser of its own, with nothing in its cache. */
export async function openContext(
  browser: Browser,
  { host, cookie, device, script }: Visitor,
): Promise<BrowserContext> {
  const { width, height, isPhone } = device;
  const context = await browser.newContext({
    viewport: { width, height },
    isMobile: isPhone,
    hasTouch: isPhone,
    deviceScaleFactor: isPhone ? 2 : 1,
    baseURL: `http://${host}`,
    locale: "en-GB",
  });
  const [name = "", value = ""] = cookie.split("=", 2);
  await context.addCookies([{ name, value, url: `http://${host}` }]);
  await context.addInitScript({ content: script });
  return context;
}

/** A page, spoken to as directly as the browser allows, so that little of ours runs in what is measured. */
export class Tab {
  readonly cdp: CDPSession;
  readonly #page: Page;

  private constructor(page: Page, cdp: CDPSession) {
    this.#page = page;
    this.cdp = cdp;
  }

  static async open(context: BrowserContext): Promise<Tab> {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    // The session follows the page to a process of its site; only there it can be slowed down.
    await page.goto("/mark.svg");
    return new Tab(page, cdp);
  }

  /** How many times slower than this machine the page's thread is. */
  async slowDown(rate: number): Promise<void> {
    await this.cdp.send("Emulation.setCPUThrottlingRate", { rate });
  }

  /** Resolves as soon as there is a document. `path` begins with a slash. */
  async goTo(path: string): Promise<void> {
    await this.#page.goto(path, { waitUntil: "commit" });
  }

  async goToBlank(): Promise<void> {
    await this.#page.goto("about:blank");
  }

  /** Asks what `page-api.ts` describes. Throws what goes wrong in the page. */
  async ask<Name extends keyof PageApi>(
    name: Name,
    ...given: Parameters<PageApi[Name]>
  ): Promise<Awaited<ReturnType<PageApi[Name]>>> {
    const { result, exceptionDetails } = await this.cdp.send("Runtime.evaluate", {
      expression: `bench.${name}(${given.map((one) => JSON.stringify(one)).join()})`,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails)
      throw new Error(`${name}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
    return result.value;
  }

  /** Presses a letter's key, into whatever has the focus. */
  async type(letter: string): Promise<void> {
    const key = { key: letter, code: `Key${letter.toUpperCase()}`, text: letter };
    await this.cdp.send("Input.dispatchKeyEvent", { type: "keyDown", ...key });
    await this.cdp.send("Input.dispatchKeyEvent", { type: "keyUp", ...key });
  }

  async click(place: { x: number; y: number }): Promise<void> {
    const mouse = { ...place, button: "left", clickCount: 1 } as const;
    await this.cdp.send("Input.dispatchMouseEvent", { type: "mousePressed", ...mouse });
    await this.cdp.send("Input.dispatchMouseEvent", { type: "mouseReleased", ...mouse });
  }

  /** Turns a wheel over the middle of the page, steadily; up when `pixels` is positive. */
  async turnWheel(pixels: number, pixelsPerSecond: number): Promise<void> {
    const { width, height } = this.#page.viewportSize() ?? WIDE;
    await this.cdp.send("Input.synthesizeScrollGesture", {
      x: width / 2,
      y: height / 2,
      yDistance: pixels,
      speed: pixelsPerSecond,
      gestureSourceType: "mouse",
      preventFling: true,
    });
  }

  /** Of JavaScript, after what nobody holds any more has been given back. */
  async heapBytes(): Promise<number> {
    await this.cdp.send("HeapProfiler.collectGarbage");
    return (await this.cdp.send("Runtime.getHeapUsage")).usedSize;
  }

  async close(): Promise<void> {
    await this.#page.close();
  }
}
