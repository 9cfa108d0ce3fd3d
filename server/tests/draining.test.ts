import { expect, test } from "bun:test";
import { CLOSE, mayReturn, type SentMessage } from "@encrptalk/protocol";
import { refusalOf, School } from "./school.ts";

test("a server that stops finishes its writes and sends everyone away, each for a time of their own (P27)", async () => {
  const { school, rao } = await School.open();
  const room = await rao.defaultRoom();
  const peers = await Promise.all(Array.from({ length: 5 }, () => rao.live()));
  const writer = await rao.live();
  const commands = Array.from({ length: 50 }, (_, i) => rao.message(room, `Just before the end ${i}`));
  for (const [i, command] of commands.entries()) writer.socket.send(JSON.stringify({ id: `w${i}`, command }));
  await writer.next((frame) => frame.type === "reply" && frame.id === "w0");
  await school.restart();

  const times = new Set<number>();
  for (const peer of peers) {
    expect(await peer.closed).toBe(CLOSE.draining);
    for (const { returnAfterMs } of peer.heard("draining")) times.add(returnAfterMs);
  }
  expect(mayReturn(CLOSE.draining)).toBe(true);
  expect(times.size).toBeGreaterThan(1);
  await writer.closed;
  for (const [i, command] of commands.entries()) {
    const reply = writer.heard("reply").find(({ id }) => id === `w${i}`);
    if (reply?.ok) expect(await rao.command(command)).toEqual(reply.result as SentMessage);
  }
  expect(await refusalOf(rao.command(rao.message(room, "And after it")))).toBeNull();
  await school.close();
});
