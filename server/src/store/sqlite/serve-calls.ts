import type { Connection } from "./connection.ts";
import { isStorageFailure, toFailure } from "./failure.ts";
import type { Answer, Call, Order } from "./thread.ts";

declare const self: Worker;

/** The inside of a `Thread`: answers batches of calls with one connection, opened anew after the disk failed. */
export function serveCalls(
  connect: (file: string) => Connection,
  run: (db: Connection, calls: readonly Call[]) => Answer<unknown>[],
): void {
  let file = "";
  let connection: Connection | null = null;

  function answer(calls: readonly Call[]): Answer<unknown>[] {
    try {
      connection ??= connect(file);
      return run(connection, calls);
    } catch (error) {
      const failure = toFailure(error);
      if (isStorageFailure(error) && failure.kind === "storage" && failure.code === "unavailable")
        disconnect();
      return calls.map(() => ({ failure }));
    }
  }

  function disconnect(): void {
    connection?.close();
    connection = null;
  }

  self.onmessage = ({ data }: MessageEvent<string>) => {
    const order = JSON.parse(data) as Order;
    if ("open" in order) file = order.open;
    else if ("calls" in order) self.postMessage(JSON.stringify(answer(order.calls)));
    else {
      disconnect();
      self.postMessage("closed");
    }
  };
}
