import type { compose } from "@encrptalk/server/simulation";

export type Log = Parameters<typeof compose>[1];

const nothing = () => {};

export const SILENT_LOG = logTo(nothing);

/** A log of which only errors are heard: what the server did not expect. */
export function logTo(told: (error: string) => void): Log {
  const error = (details: unknown, message?: string) => told(`${message}: ${Bun.inspect(details)}`);
  return { error, warn: nothing, info: nothing, debug: nothing, child: () => SILENT_LOG } as unknown as Log;
}
