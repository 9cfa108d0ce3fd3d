import { expect, test } from "bun:test";
import type { Client } from "../client.ts";
import { liveSetting } from "../testing/setting.ts";

const statusOf = (client: Client) => client.connection.get().status;
const beat = { type: "beat", school: 0, account: 0, desk: 0, rooms: [] } as const;

test("a beat is answered", async () => {
  const { network } = await liveSetting();
  network.commands.length = 0;
  network.socket.toClient.push({ ...beat, rooms: [] });
  await network.settle();
  expect(network.commands.map(({ command }) => command)).toEqual([{ type: "beat" }]);
});

test("beats keep a quiet connection", async () => {
  const { network, client } = await liveSetting();
  for (let beats = 0; beats < 10; beats++) {
    await network.advance(25_000);
    network.socket.toClient.push({ ...beat, rooms: [] });
  }
  expect(statusOf(client)).toBe("live");
  expect(network.sockets).toHaveLength(1);
});

test("a half-open connection is noticed after two beats and a little", async () => {
  const { network, client } = await liveSetting();
  network.isHalfOpen = true;
  await network.advance(54_000);
  expect(statusOf(client)).toBe("live");
  await network.advance(6_001);
  expect(statusOf(client)).toBe("reconnecting");
});

test("after sleep it asks at once, and reconnects when no answer comes", async () => {
  const { network, client, clock } = await liveSetting();
  network.isHalfOpen = true;
  await clock.sleep(3_600_000, network.settle);
  expect(network.socket.toServer.map(({ command }) => command.type)).toEqual(["beat"]);
  expect(statusOf(client)).toBe("live");
  await network.advance(4_000);
  expect(statusOf(client)).toBe("reconnecting");
});

test("a half-open connection is noticed when the clock was set back, and not only a day later", async () => {
  const { network, client, clock } = await liveSetting();
  network.isHalfOpen = true;
  clock.set(clock.now() - 24 * 60 * 60 * 1_000);
  await network.advance(10_000);
  expect(statusOf(client)).toBe("reconnecting");
});

test("after sleep with a connection that still works nothing happens", async () => {
  const { network, client, clock } = await liveSetting();
  await clock.sleep(3_600_000, network.settle);
  await network.advance(5_000);
  expect(statusOf(client)).toBe("live");
  expect(network.sockets).toHaveLength(1);
});

test("a reply that is long in coming speaks against the connection", async () => {
  const { network, client, biology } = await liveSetting();
  network.isHalfOpen = true;
  client.room(biology).send({ text: "Is anybody there?" });
  await network.advance(7_900);
  expect(statusOf(client)).toBe("live");
  await network.advance(200);
  expect(statusOf(client)).toBe("reconnecting");
});

test("a reply that is lost on a connection that works ends nothing", async () => {
  const { network, client, biology } = await liveSetting();
  network.loseAnswer = ({ type }) => type === "message.send";
  client.room(biology).send({ text: "Is anybody there?" });
  await network.advance(9_000);
  expect(statusOf(client)).toBe("live");
  expect(network.sockets).toHaveLength(1);
});

test("when the system says that there is no network, the connection is checked", async () => {
  const { network, client } = await liveSetting();
  client.notifyOffline();
  await network.advance(5_000);
  expect(statusOf(client)).toBe("live");
  network.isHalfOpen = true;
  client.notifyOffline();
  await network.advance(4_000);
  expect(statusOf(client)).toBe("reconnecting");
});

test("coming back to the window checks the connection", async () => {
  const { network, client } = await liveSetting();
  network.isHalfOpen = true;
  client.notifyVisible();
  await network.advance(4_000);
  expect(statusOf(client)).toBe("reconnecting");
});

test("a page that does not come over HTTP speaks against the connection", async () => {
  const { network, client, biology } = await liveSetting();
  network.isHalfOpen = true;
  network.carriesHttp = false;
  client.room(biology).open();
  await network.advance(4_000);
  expect(statusOf(client)).toBe("reconnecting");
});
