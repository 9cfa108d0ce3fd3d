import type { Command } from "@encrptalk/protocol";
import type { AnyResultOf } from "../wire/result.ts";

/** A way to the server. Over each the same commands give the same answers. */
export interface Transport {
  /** Sends once. Rejects with the server's `ProtocolError`, or a `NetworkError` when no answer came. */
  request<C extends Command>(command: C): Promise<AnyResultOf<C["type"]>>;
}
