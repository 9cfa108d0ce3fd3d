/** Why a client does not come back by itself. `closed`: `client.close()` was called. */
export type StopReason =
  | "closed"
  | "signed-out"
  | "deactivated"
  /** Somebody else is signed in now, in the same browser. */
  | "account-changed"
  | "too-many-connections"
  | "protocol-too-old"
  /** The server could not read what this program sent. */
  | "malformed"
  /** A code of the range "do not come back" that this version does not know. */
  | "refused";

/** What the person is told about the connection. Never `live` before the first `sync` has been applied. */
export type ConnectionState =
  | { readonly status: "connecting" }
  | { readonly status: "live" }
  /** `retryAt`: when this attempt starts, in ms of the client's clock (`Date.now()`); in the past: under way. */
  | {
      readonly status: "reconnecting";
      readonly attempt: 1 | 2 | 3;
      readonly of: 3;
      readonly retryAt: number;
    }
  /** Messages go over HTTP. `trying`: a `tryNow()` is under way. */
  | { readonly status: "limited"; readonly trying: boolean }
  /** Nothing gets through; messages wait in the outbox. */
  | { readonly status: "offline"; readonly trying: boolean }
  | { readonly status: "stopped"; readonly reason: StopReason };

/** Whether commands get through now. */
export const isConnected = (state: ConnectionState): boolean =>
  state.status === "live" || state.status === "limited";
