import { encodeLines } from "../../encoded.ts";
import type { Connection } from "./connection.ts";
import { isStorageFailure, toFailure } from "./failure.ts";
import type { Answer, Call, Order } from "./thread.ts";

declare const self: Worker;

/** What a thread is there for. */
export interface Duty {
  connect(file: string): Connection;
  /** Throws when the file or the disk fails. */
  run(db: Connection, calls: readonly Call[]): Answer<unknown>[];
}

/** Runs a worker: the inside of a `Thread`. */
export function serveCalls(duty: Duty): void {
  const obey = obeying(duty);
  self.onmessage = ({ data }: MessageEvent<string>) => {
    const said = obey(data);
    if (said !== null) self.postMessage(said);
  };
}

/** Answers batches of calls with one connection, opened anew after the disk failed; `null`: there is nothing to say. */
export function obeying({ connect, run }: Duty): (order: string) => string | null {
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

  return (text) => {
    const order = JSON.parse(text) as Order;
    if ("calls" in order) return encodeLines(answer(order.calls));
    if ("open" in order) {
      file = order.open;
      return null;
    }
    disconnect();
    return "closed";
  };
}
