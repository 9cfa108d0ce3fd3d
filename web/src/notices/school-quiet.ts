import type { Api } from "@encrptalk/client";
import type { QuietHours, SchoolSettings } from "@encrptalk/protocol";
import { isQuiet } from "./quiet-hours.ts";

/** The administrators' choice is asked for again after this long. */
const FRESH_MS = 60_000;

/** Whether it is quiet now, by a person's own hours or the school's. */
export class Quiet {
  readonly #api: Pick<Api, "schoolSettings">;
  #asked = { at: Number.NEGATIVE_INFINITY, settings: null as Promise<SchoolSettings | null> | null };

  constructor(api: Pick<Api, "schoolSettings">) {
    this.#api = api;
  }

  /** While the school cannot be asked, one's own hours count, in the time of the device. */
  async isNow(own: QuietHours | null): Promise<boolean> {
    const school = await this.#settings();
    const timeZone = school?.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
    return isQuiet(Date.now(), timeZone, [own, school?.quietHours ?? null]);
  }

  #settings(): Promise<SchoolSettings | null> {
    if (this.#asked.settings === null || Date.now() - this.#asked.at > FRESH_MS)
      this.#asked = { at: Date.now(), settings: this.#api.schoolSettings().catch(() => null) };
    return this.#asked.settings ?? Promise.resolve(null);
  }
}
