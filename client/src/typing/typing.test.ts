import { expect, test } from "bun:test";
import { ProtocolError } from "@encrptalk/protocol";
import type { FakeNetwork } from "../testing/fake-network.ts";
import { liveSetting } from "../testing/setting.ts";

const said = (network: FakeNetwork): boolean[] =>
  network.commands.flatMap(({ command }) => (command.type === "typing.set" ? [command.typing] : []));

test("keystrokes are told at most every three seconds", async () => {
  const { network, client, biology } = await liveSetting();
  for (let key = 0; key < 40; key++) {
    client.room(biology).setTyping(true);
    await network.advance(100);
  }
  expect(said(network)).toEqual([true, true]);
});

test("five seconds without a keystroke, and one is not typing any more", async () => {
  const { network, client, biology } = await liveSetting();
  client.room(biology).setTyping(true);
  await network.advance(4_999);
  expect(said(network)).toEqual([true]);
  await network.advance(1);
  expect(said(network)).toEqual([true, false]);
});

test("a word of typing that was refused is not said again later, when it is not true any more", async () => {
  const { network, client, biology } = await liveSetting();
  network.refuse = ({ type }) => (type === "typing.set" ? new ProtocolError("unavailable") : null);
  client.room(biology).setTyping(true);
  await network.settle();
  client.room(biology).setTyping(false);
  await network.advance(30_000);
  expect(said(network)).toEqual([true, false]);
});

test("sending ends typing", async () => {
  const { network, client, biology } = await liveSetting();
  client.room(biology).setTyping(true);
  client.room(biology).send({ text: "hello" });
  await network.settle();
  expect(said(network)).toEqual([true, false]);
});

test("others who type are shown until they stop or send, or the server's word of it gets lost", async () => {
  const { network, client, school, biology, ben, asha } = await liveSetting();
  const typing = () => client.room(biology).typing.get();
  const tell = async (...accountIds: (typeof ben)[]) => {
    network.socket.toClient.push({ type: "typing", roomId: biology, accountIds });
    await network.settle();
  };
  await tell(asha, ben);
  expect(typing()).toEqual([ben]);
  await tell();
  expect(typing()).toEqual([]);
  await tell(ben);
  school.say(biology, ben, "hello");
  await network.settle();
  expect(typing()).toEqual([]);
  await tell(ben);
  await network.advance(14_999);
  expect(typing()).toEqual([ben]);
  await network.advance(1);
  expect(typing()).toEqual([]);
  await tell(ben);
  network.socket.lose();
  expect(typing()).toEqual([]);
});
