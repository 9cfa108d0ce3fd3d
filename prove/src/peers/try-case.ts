import type { Person } from "../program/school.ts";
import { cut, encodeFrame } from "./frame.ts";
import { CASE_ID, type FrameCase } from "./frame-cases.ts";
import { type End, RawPeer } from "./raw-peer.ts";
import type { UpgradeCase } from "./upgrade-cases.ts";

/** A byte at a time where the bytes are few: what is long only has to be cut, wherever that falls. */
const BYTEWISE_UP_TO = 2_000;
const PIECE_BYTES = 4_001;

/** Says it. Gives what was wrong with the answer, or `null`. */
export async function tryFrames(
  person: Person,
  tried: FrameCase,
  as: "whole" | "pieces",
): Promise<string | null> {
  const peer = await RawPeer.open(person);
  try {
    const bytes = Buffer.concat(tried.frames().map(encodeFrame));
    if (as === "whole") peer.write(bytes);
    else await peer.writeSlowly(cut(bytes, bytes.length > BYTEWISE_UP_TO ? PIECE_BYTES : 1));
    const outcome = await outcomeOf(peer);
    if (outcome !== tried.outcome) return `${tried.what}: ${outcome} instead of ${tried.outcome}`;
    const { pongs } = tried;
    if (pongs === undefined) return null;
    // A ping after the message is answered after it.
    await peer.next(() => peer.pongs.length >= pongs.length).catch(() => {});
    const came = JSON.stringify(peer.pongs);
    return came === JSON.stringify(pongs) ? null : `${tried.what}: pongs ${came}`;
  } finally {
    peer.drop();
  }
}

async function outcomeOf(peer: RawPeer): Promise<"answered" | "nothing" | End> {
  const isAnswered = () => peer.said.some((frame) => frame.type === "reply" && frame.id === CASE_ID);
  const isHeard = await peer.next(isAnswered).then(
    () => true,
    () => false,
  );
  if (!isHeard) return "nothing";
  return isAnswered() ? "answered" : peer.ended;
}

/** Asks for it. Gives what was wrong with the answer, or `null`. */
export async function tryUpgrade(
  person: Person,
  { what, request, status, closed }: UpgradeCase,
  as: "whole" | "pieces",
): Promise<string | null> {
  const peer = new RawPeer(person);
  try {
    const bytes = Buffer.from(request(person));
    if (as === "whole") peer.write(bytes);
    else await peer.writeSlowly(cut(bytes, bytes.length > BYTEWISE_UP_TO ? PIECE_BYTES : 1));
    await peer.next(() => peer.head !== null).catch(() => {});
    // What is still being written when the server ends the connection resets it, and takes the answer away.
    if (status === 431 && as === "pieces" && peer.head === null) return null;
    const answered = Number(peer.head?.split(" ")[1]);
    if (answered !== status) return `an upgrade ${what}: ${answered} instead of ${status}`;
    if (/^sec-websocket-extensions:/im.test(peer.head ?? ""))
      return `an upgrade ${what}: took up an extension`;
    if (status !== 101) return null;
    const end = closed === undefined ? await servedOrEnd(peer) : await peer.ended;
    return end === (closed ?? "served")
      ? null
      : `an upgrade ${what}: ${end} instead of ${closed ?? "served"}`;
  } finally {
    peer.drop();
  }
}

const servedOrEnd = (peer: RawPeer): Promise<"served" | End> =>
  peer.ask({ type: "beat" }).then(
    () => "served" as const,
    () => peer.ended,
  );
