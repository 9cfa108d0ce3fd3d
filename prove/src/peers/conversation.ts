import { PROTOCOL, type ReplyFrame, type ServerFrame } from "@encrptalk/protocol";
import type { Person, School } from "../program/school.ts";
import type { OtherPeer } from "./other-peer.ts";

/** A proper client may close with these. */
const CODES = [1000, 1001, 1003, 1011, 3000, 3999, 4000, 4100, 4999];
const PAYLOADS = ["", "hello", "a".repeat(125)];
const HEARD_WITHIN_MS = 5_000;

/** What a person does with a client of another make. Gives how much was said; throws what was answered wrongly. */
export async function converse(
  connect: (person: Person) => Promise<OtherPeer>,
  school: School,
  person: Person,
): Promise<number> {
  const peer = await connect(person);
  must(peer.protocol === PROTOCOL, `the server chose the subprotocol “${peer.protocol}”`);
  must(peer.extensions === "", `the server took up ${peer.extensions}`);
  const sync = { type: "sync", epoch: null, school: 0, account: 0, rooms: [] };
  must((await ask(peer, sync)).ok, "sync was refused");

  const text = `Said by another client: ${crypto.randomUUID()} ${"long ".repeat(1_000)}`;
  const messageId = crypto.randomUUID();
  const message = {
    type: "message.send",
    roomId: school.defaultRoom,
    messageId,
    body: { alg: "plain", text },
  };
  const whole = await ask(peer, message);
  const again = await ask(peer, message, "pieces");
  must(
    whole.ok && again.ok && JSON.stringify(whole.result) === JSON.stringify(again.result),
    "the same message in pieces got another answer",
  );
  const { seq } = await school.rao.say(school.defaultRoom, "Heard");
  await heard(peer, (frame) => frame.type === "event" && frame.event.seq === seq);

  for (const payload of PAYLOADS) await peer.ping(payload);
  for (const code of CODES) {
    const closing = await connect(person);
    const answered = await closing.close(code);
    must(answered === code, `close ${code} was answered with ${answered}`);
  }
  await peer.close(1000);
  return 5 + PAYLOADS.length + CODES.length;
}

let requests = 0;

async function ask(peer: OtherPeer, command: object, as: "whole" | "pieces" = "whole"): Promise<ReplyFrame> {
  requests += 1;
  const id = `other-${requests}`;
  const request = JSON.stringify({ id, command });
  if (as === "whole") peer.say(request);
  else peer.sayInPieces(request);
  return (await heard(peer, (frame) => frame.type === "reply" && frame.id === id)) as ReplyFrame;
}

/** The first frame that fits, past or coming. */
async function heard(peer: OtherPeer, fits: (frame: ServerFrame) => boolean): Promise<ServerFrame> {
  const until = Date.now() + HEARD_WITHIN_MS;
  while (Date.now() < until) {
    const found = peer.texts.map((text) => JSON.parse(text) as ServerFrame).find(fits);
    if (found) return found;
    await Bun.sleep(5);
  }
  throw new Error(`nothing of the kind was heard in ${HEARD_WITHIN_MS} ms`);
}

function must(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise);
}
