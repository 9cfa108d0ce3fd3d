import { type Command, PROTOCOL, type ReplyFrame } from "@encrptalk/protocol";
import type { Ledger } from "./ledger.ts";

interface Request {
  id: string;
  command: Command;
}

/** A WebSocket that writes into the ledger what passes. */
export function tappedWebSocket(device: string, ledger: Ledger): typeof WebSocket {
  return class extends WebSocket {
    constructor(...parameters: ConstructorParameters<typeof WebSocket>) {
      super(...parameters);
      // Before the client's own listener: what it does with the answer is done after it was written down.
      this.addEventListener("message", ({ data }) => {
        const frame = JSON.parse(String(data)) as { type: string };
        if (frame.type === "reply") ledger.answered(device, frame as ReplyFrame);
      });
    }

    override send(data: Parameters<WebSocket["send"]>[0]): void {
      const { id, command } = JSON.parse(String(data)) as Request;
      ledger.asked(device, id, command);
      super.send(data);
    }
  };
}

/** Where WebSocket does not get through: the client goes over HTTP. */
export class BlockedWebSocket extends WebSocket {
  constructor() {
    // Port 9 is nobody's.
    super("ws://127.0.0.1:9/", PROTOCOL);
  }
}

/** The same for HTTP. */
export function tappedFetch(device: string, ledger: Ledger): typeof fetch {
  const tapped = async (input: string | URL | Request_, init?: RequestInit): Promise<Response> => {
    const isCommand = String(input).endsWith("/api/commands");
    if (isCommand) {
      const { id, command } = JSON.parse(String(init?.body)) as Request;
      ledger.asked(device, id, command);
    }
    const response = await fetch(input, init);
    if (isCommand) await tell(device, ledger, response.clone());
    return response;
  };
  return Object.assign(tapped, { preconnect: fetch.preconnect });
}

type Request_ = globalThis.Request;

/** An answer that breaks off is none. */
async function tell(device: string, ledger: Ledger, response: Response): Promise<void> {
  const answer = (await response.json().catch(() => null)) as ReplyFrame | null;
  if (answer?.type === "reply") ledger.answered(device, answer);
}
