import * as z from "zod/mini";
import { Listeners } from "../listeners.ts";

const noticeSchema = z.enum(["changed", "wiped"]);

/** What the tabs of one browser tell each other about one account's storage. */
export class TabChannel {
  readonly #channel: BroadcastChannel | null;
  readonly #changed = new Listeners<void>();
  readonly #wiped = new Listeners<void>();

  constructor(name: string, Channel: typeof BroadcastChannel | undefined) {
    this.#channel = Channel === undefined ? null : new Channel(name);
    if (this.#channel === null) return;
    this.#channel.onmessage = ({ data }) => {
      const notice = noticeSchema.safeParse(data);
      if (notice.data === "changed") this.#changed.tell();
      if (notice.data === "wiped") this.#wiped.tell();
    };
  }

  /** Another tab has changed something. The result stops it. */
  readonly onChanged = this.#changed.add;

  /** A tab, perhaps this one, has wiped everything. The result stops it. */
  readonly onWiped = this.#wiped.add;

  changed(): void {
    this.#channel?.postMessage("changed");
  }

  wiped(): void {
    this.#channel?.postMessage("wiped");
    this.#wiped.tell();
  }

  close(): void {
    this.#channel?.close();
  }
}
