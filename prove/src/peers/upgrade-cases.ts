import { CLOSE } from "@encrptalk/protocol";
import type { Person } from "../program/school.ts";
import { upgradeOf } from "./raw-peer.ts";

/** A request for a WebSocket, and the answer that is due. */
export interface UpgradeCase {
  what: string;
  request(person: Person): string;
  status: number;
  /** The code with which it is closed as soon as it is open; without: it stays open. */
  closed?: number;
}

const asks = (
  what: string,
  status: number,
  changes: Record<string, string | null>,
  closed?: number,
): UpgradeCase => ({
  what,
  status,
  request: (person) => upgradeOf(person, changes),
  ...(closed === undefined ? {} : { closed }),
});

const headers = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`X-Header-${index}`, "value"]));

export const upgradeCases: readonly UpgradeCase[] = [
  asks("as it should be", 101, {}),
  asks("with Connection: keep-alive, Upgrade", 101, { Connection: "keep-alive, Upgrade" }),
  asks("with 150 more headers", 101, headers(150)),
  asks("with 3,000 headers", 431, headers(3_000)),
  asks("with a header of 100 KB", 431, { "X-Long": "v".repeat(100_000) }),
  asks("with permessage-deflate offered", 101, {
    "Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits",
  }),
  asks("without a key", 400, { "Sec-WebSocket-Key": null }),
  asks("with an empty key", 400, { "Sec-WebSocket-Key": "" }),
  asks("with a short key", 400, { "Sec-WebSocket-Key": "abc" }),
  asks("with a key that is not base64", 400, { "Sec-WebSocket-Key": "!!!!!!!!!!!!!!!!!!!!!!==" }),
  asks("with a long key", 400, { "Sec-WebSocket-Key": "A".repeat(4_000) }),
  asks("with version 12", 426, { "Sec-WebSocket-Version": "12" }),
  asks("with versions 13 and 14", 426, { "Sec-WebSocket-Version": "13, 14" }),
  asks("without a version", 426, { "Sec-WebSocket-Version": null }),
  asks("without Upgrade", 400, { Upgrade: null }),
  asks("with Upgrade: h2c", 400, { Upgrade: "h2c" }),
  asks("without Connection", 400, { Connection: null }),
  asks("with Connection: close", 400, { Connection: "close" }),
  asks("without a subprotocol", 400, { "Sec-WebSocket-Protocol": null }),
  asks("with another subprotocol", 400, { "Sec-WebSocket-Protocol": "chat, superchat" }),
  asks(
    "with a version of ours that is not spoken",
    101,
    { "Sec-WebSocket-Protocol": "encrptalk.v9" },
    CLOSE.protocolTooOld,
  ),
  asks("without a token", 101, { authorization: null }, CLOSE.signedOut),
  asks("with a token that is none", 101, { authorization: "Bearer nonsense" }, CLOSE.signedOut),
  asks("without a host", 400, { Host: null }),
  { what: "by POST", status: 400, request: (person) => upgradeOf(person).replace("GET", "POST") },
];
