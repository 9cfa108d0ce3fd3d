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
  /** Instead of the page's own doing, a click anywhere puts what is in view of the conversation in anew, as markup. */
  watchStillSwitch(): void;
  /** From that click until the messages of the other conversation are on the screen. */
  untilSwitched(): Promise<number>;
  /** Moves the thread to its end, as a person does who does not begin at what is unread. */
  goToEnd(): Promise<void>;
  /** Elements in the thread's list: messages, separators, notices. */
  rowsShown(): number;
  /** Looks at the thread in each frame of the page, from now on. */
  watchView(): void;
  watchedView(): View;
  /** Moves the thread up by so many pixels each frame, until the beginning is in view, and nothing more comes. */
  journeyUp(options: { pixelsPerFrame: number; forMs: number }): Promise<Journey>;
  /** Instead of the page, one that only scrolls: stripes, and nothing that listens. */
  becomeStripes(): void;
  /** All of the page as it stands now, without its scripts. */
  markup(): string;
  /** Whether a text stands in the thread's list. */
  shows(text: string): boolean;
  /** How long a loop of fixed length takes. */
  spin(): number;
  /** Times in which the page could not answer, each above 50 ms, since it was opened. */
  longTasks(): number[];
}

/** What a thread looked like while it was watched. */
export interface View {
  /** Of the page, each of which may have drawn other rows. */
  frames: number;
  /** Of them, in which a part of the view had no rows. */
  bareFrames: number;
  mostRows: number;
}

export interface Journey {
  /** How far the view moved up, whatever was loaded or let go meanwhile. */
  pixels: number;
  tookMs: number;
  mostRows: number;
}
