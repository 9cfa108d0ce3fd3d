/** What runs in the page under measurement, as `globalThis.bench`. Times are in ms. */
export interface PageApi {
  /**
   * When messages were on the screen with a field to answer them, since the navigation began. The field then has the
   * focus, as after a click into it.
   */
  untilShown(): Promise<number>;
  /** When the first letter that was typed since then is on the screen, since the navigation began. */
  untilTyped(): Promise<number>;
  /** From each key press, as the browser stamped it, until what it changed is on the screen; begins now. */
  watchKeys(): void;
  watchedKeys(): number[];
  /** The middle of the link to this path in a list, in view. */
  whereIs(path: string): { x: number; y: number };
  /** Begins to wait for a click that leads to another conversation. */
  watchSwitch(): void;
  /** From that click until the messages of the other conversation are on the screen. */
  untilSwitched(): Promise<number>;
  /** Elements in the thread's list: messages, separators, notices. */
  rowsShown(): number;
  /** Moves the thread by so many pixels each frame, up when negative, to and fro when `swing` is above 0: ms each way. */
  scroll(options: ScrollOptions): Promise<Scrolled>;
  /** Instead of the page, one that only scrolls: nothing to draw, nothing that listens. */
  becomeBlank(): void;
  /** Whether a text stands in the thread's list. */
  shows(text: string): boolean;
  /** How long a loop of fixed length takes. */
  spin(): number;
  /** Times in which the page could not answer, each above 50 ms, since it was opened. */
  longTasks(): number[];
}

export interface ScrollOptions {
  pixelsPerFrame: number;
  swingMs: number;
  forMs: number;
  /** Ends when the beginning has been in view for a second. */
  untilTop: boolean;
}

export interface Scrolled {
  /** Between one frame and the next. */
  frameMs: number[];
  mostRows: number;
  /** How far the view moved up, whatever was loaded or dropped meanwhile. */
  pixels: number;
  tookMs: number;
}
