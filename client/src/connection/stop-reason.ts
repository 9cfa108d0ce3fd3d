import { CLOSE, ProtocolError } from "@encrptalk/protocol";
import { AccountChangedError } from "../sync/account-changed-error.ts";
import type { StopReason } from "./connection-state.ts";

/** What a WebSocket's close code of the range "do not come back" means. */
export function reasonOfCloseCode(code: number): StopReason {
  switch (code) {
    case CLOSE.signedOut:
      return "signed-out";
    case CLOSE.deactivated:
      return "deactivated";
    case CLOSE.tooManyConnections:
      return "too-many-connections";
    case CLOSE.protocolTooOld:
      return "protocol-too-old";
    case CLOSE.malformed:
      return "malformed";
    default:
      return "refused";
  }
}

/** Whether a refusal of a `sync` or a command ends it all, and why; `null`: it does not. */
export function reasonOfError(error: unknown): StopReason | null {
  if (error instanceof AccountChangedError) return "account-changed";
  if (!(error instanceof ProtocolError)) return null;
  if (error.code === "unauthenticated") return "signed-out";
  if (error.code === "account-deactivated") return "deactivated";
  if (error.code === "too-many-connections") return "too-many-connections";
  return null;
}
