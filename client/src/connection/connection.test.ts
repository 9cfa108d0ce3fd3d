import { describe, expect, test } from "bun:test";
import { CLOSE, ProtocolError } from "@encrptalk/protocol";
import type { Client } from "../client.ts";
import type { FakeNetwork } from "../testing/fake-network.ts";
import { liveSetting, newSetting } from "../testing/setting.ts";

const statusOf = (client: Client) => client.connection.get().status;

/** Gives one socket to whoever connects first. */
function givenFirst(first: WebSocket, Others: typeof WebSocket): typeof WebSocket {
  const given = [first];
  return new Proxy(Others, { construct: (Other, [url]) => given.pop() ?? new Other(url) });
}

async function loseThreeAttempts(network: FakeNetwork): Promise<void> {
  network.carriesWebSocket = false;
  network.socket.lose();
  await network.advance(20_000);
}

describe("connecting", () => {
  test("a client connects when it starts, and is live only once the sync has been applied", async () => {
    const { network, connect, biology } = newSetting();
    network.holdsReplies = true;
    const client = connect();
    await network.settle();
    expect(network.socket.isOpen).toBe(true);
    expect(statusOf(client)).toBe("connecting");

    await network.releaseReplies();
    expect(statusOf(client)).toBe("live");
    expect(client.rooms.get().rows.map(({ roomId }) => roomId)).toEqual([biology]);
    expect(client.me.get()?.name).toBe("Asha");
  });

  test("a socket that was opened before there was a client is used as it is", async () => {
    const { network, connect } = newSetting();
    const opened = new network.WebSocket("wss://chat.school.example/ws");
    await network.settle();
    expect(network.socket.isOpen).toBe(true);

    const client = connect({ WebSocket: givenFirst(opened, network.WebSocket) });
    await network.settle();
    expect(statusOf(client)).toBe("live");
    expect(network.sockets).toHaveLength(1);
    network.socket.lose();
    await network.advance(1_000);
    expect(statusOf(client)).toBe("live");
    expect(network.sockets).toHaveLength(2);
  });

  test("whoever sees `live` sees the rooms of the sync too", async () => {
    const { network, connect } = newSetting();
    const client = connect();
    const seen: unknown[] = [];
    client.connection.subscribe(() => seen.push([statusOf(client), client.rooms.get().loaded]));
    await network.settle();
    expect(seen).toEqual([["live", true]]);
  });

  test("a socket that opens and then never answers the sync is no live connection", async () => {
    const { network, connect } = newSetting();
    network.loseAnswer = ({ type }) => type === "sync";
    const client = connect();
    await network.advance(19_900);
    expect(statusOf(client)).toBe("connecting");
    await network.advance(200);
    expect(statusOf(client)).toBe("reconnecting");
  });

  test("where WebSocket is refused, the rooms come over HTTP while it is still tried", async () => {
    const { network, connect, biology } = newSetting();
    network.carriesWebSocket = false;
    const client = connect();
    await network.settle();
    expect(client.rooms.get().rows.map(({ roomId }) => roomId)).toEqual([biology]);
    expect(client.connection.get()).toMatchObject({ status: "reconnecting", attempt: 1 });
    await network.advance(20_000);
    expect(client.connection.get()).toEqual({ status: "limited", trying: false });
  });

  test("where WebSocket is swallowed, they come over HTTP after three seconds", async () => {
    const { network, connect, biology } = newSetting();
    network.isHalfOpen = true;
    const client = connect();
    await network.advance(2_900);
    expect(client.rooms.get().rows).toEqual([]);
    await network.advance(200);
    expect(client.rooms.get().rows.map(({ roomId }) => roomId)).toEqual([biology]);
    expect(statusOf(client)).toBe("connecting");
  });

  test("where nothing gets through, it is offline only after three attempts", async () => {
    const { network, connect } = newSetting();
    network.carriesWebSocket = false;
    network.carriesHttp = false;
    const client = connect();
    await network.settle();
    expect(client.connection.get()).toMatchObject({ status: "reconnecting", attempt: 1 });
    await network.advance(20_000);
    expect(statusOf(client)).toBe("offline");
  });
});

describe("after a loss (P25)", () => {
  test("it tries three times, says which attempt it is, and then goes over HTTP", async () => {
    const { network, client } = await liveSetting();
    const seen: unknown[] = [];
    client.connection.subscribe(() => {
      const state = client.connection.get();
      seen.push(state.status === "reconnecting" ? `${state.attempt} of ${state.of}` : state.status);
    });
    await loseThreeAttempts(network);
    expect(seen).toEqual(["1 of 3", "2 of 3", "3 of 3", "limited"]);
    expect(network.sockets).toHaveLength(4);
  });

  test("each attempt waits up to twice as long as the one before, and says until when", async () => {
    const { network, client, clock } = await liveSetting();
    network.carriesWebSocket = false;
    const lostAt = clock.now();
    const waits: number[] = [];
    client.connection.subscribe(() => {
      const state = client.connection.get();
      if (state.status === "reconnecting") waits.push(state.retryAt - clock.now());
    });
    network.socket.lose();
    await network.advance(20_000);
    expect(waits).toEqual([1_000, 2_000, 4_000]);
    expect(clock.now() - lostAt).toBe(20_000);
  });

  test("without HTTP either it is offline, and looks for it about every ten seconds", async () => {
    const { network, client } = await liveSetting();
    await network.cut();
    await network.advance(20_000);
    expect(statusOf(client)).toBe("offline");

    network.carriesHttp = true;
    await network.advance(12_000);
    expect(statusOf(client)).toBe("limited");
  });

  test("once HTTP answers again, WebSocket is tried at once", async () => {
    const { network, client } = await liveSetting();
    await network.cut();
    await network.advance(20_000);
    // The attempt that has just failed in the background is far enough from the next one.
    network.carriesHttp = true;
    network.carriesWebSocket = true;
    const before = network.sockets.length;
    while (statusOf(client) === "offline") await network.advance(100);
    expect(statusOf(client)).toBe("live");
    expect(network.sockets).toHaveLength(before + 1);
    expect(network.commands.at(-1)).toMatchObject({ command: { type: "sync" }, over: "websocket" });
  });

  test("when the network is back, the next attempt is live again", async () => {
    const { network, client, school, ben, biology } = await liveSetting();
    network.socket.lose();
    school.say(biology, ben, "while you were away");
    await network.advance(1_000);
    expect(statusOf(client)).toBe("live");
    expect(client.room(biology).row.get()?.messageCount).toBe(1);
  });

  test("while limited, WebSocket is tried again in the background within a minute", async () => {
    const { network, client } = await liveSetting();
    await loseThreeAttempts(network);
    expect(statusOf(client)).toBe("limited");
    network.carriesWebSocket = true;
    await network.advance(60_000);
    expect(statusOf(client)).toBe("live");
  });

  test("a server that drains is left alone for as long as it asks", async () => {
    const { network, client, clock } = await liveSetting();
    network.socket.toClient.push({ type: "draining", returnAfterMs: 7_000 });
    await network.settle();
    expect(statusOf(client)).toBe("live");
    network.socket.lose(CLOSE.draining);
    expect(client.connection.get()).toEqual({
      status: "reconnecting",
      attempt: 1,
      of: 3,
      retryAt: clock.now() + 7_000,
    });
    client.notifyVisible();
    await network.advance(6_999);
    expect(network.sockets).toHaveLength(1);
    await network.advance(1);
    expect(statusOf(client)).toBe("live");
  });
});

describe("try now (P25)", () => {
  test("connects at once when limited, and says that it is trying", async () => {
    const { network, client } = await liveSetting();
    await loseThreeAttempts(network);
    network.carriesWebSocket = true;
    client.tryNow();
    expect(client.connection.get()).toEqual({ status: "limited", trying: true });
    await network.settle();
    expect(statusOf(client)).toBe("live");
  });

  test("leaves it limited when it does not help", async () => {
    const { network, client } = await liveSetting();
    await loseThreeAttempts(network);
    client.tryNow();
    await network.settle();
    expect(client.connection.get()).toEqual({ status: "limited", trying: false });
  });

  test("does not wait for the next attempt when reconnecting", async () => {
    const { network, client } = await liveSetting();
    network.socket.lose();
    expect(statusOf(client)).toBe("reconnecting");
    client.tryNow();
    await network.settle();
    expect(statusOf(client)).toBe("live");
  });

  test("when offline, trying now does not wait for a question that got lost", async () => {
    const { network, client } = await liveSetting();
    network.carriesWebSocket = false;
    network.swallowsHttp = true;
    network.socket.lose();
    while (statusOf(client) !== "offline") await network.advance(1_000);
    // The next question is under way for some seconds.
    await network.advance(15_000);
    network.swallowsHttp = false;
    client.tryNow();
    await network.settle();
    expect(statusOf(client)).toBe("limited");
  });

  test("when offline, the word of the system that there is a network is enough", async () => {
    const { network, client } = await liveSetting();
    await network.cut();
    await network.advance(20_000);
    network.carriesHttp = true;
    network.carriesWebSocket = true;
    client.notifyOnline();
    await network.settle();
    expect(statusOf(client)).toBe("live");
  });
});

describe("do not come back", () => {
  const codes = [
    [CLOSE.signedOut, "signed-out"],
    [CLOSE.deactivated, "deactivated"],
    [CLOSE.protocolTooOld, "protocol-too-old"],
    [CLOSE.tooManyConnections, "too-many-connections"],
    [CLOSE.malformed, "malformed"],
    [4150, "refused"],
  ] as const;

  test.each(codes)("close code %d stops it: %s", async (code, reason) => {
    const { network, client } = await liveSetting();
    network.socket.lose(code);
    await network.advance(600_000);
    expect(client.connection.get()).toEqual({ status: "stopped", reason });
    expect(network.sockets).toHaveLength(1);
  });

  test.each([CLOSE.slowConsumer, CLOSE.internal, 1001, 1006])("close code %d does not", async (code) => {
    const { network, client } = await liveSetting();
    network.socket.lose(code);
    await network.advance(1_000);
    expect(statusOf(client)).toBe("live");
  });

  test.each([
    ["unauthenticated", "signed-out"],
    ["too-many-connections", "too-many-connections"],
  ] as const)("a poll that is refused as %s stops it, as %s", async (code, reason) => {
    const { network, client } = await liveSetting();
    network.refuse = () => new ProtocolError(code);
    await loseThreeAttempts(network);
    expect(client.connection.get()).toEqual({ status: "stopped", reason });
  });

  test("a client for Asha stops when the server speaks to Ben", async () => {
    const { network, client, ben, asha } = await liveSetting({ account: "asha" as never });
    expect(client.me.get()?.accountId).toBe(asha);
    network.device = { ...network.device, accountId: ben };
    network.socket.lose();
    await network.advance(1_000);
    expect(client.connection.get()).toEqual({ status: "stopped", reason: "account-changed" });
  });

  test("with a connection too many, closing another tab and trying again helps", async () => {
    const { network, client } = await liveSetting();
    network.socket.lose(CLOSE.tooManyConnections);
    client.tryNow();
    await network.settle();
    expect(statusOf(client)).toBe("live");
  });

  test("a client that is closed while the sync is being applied does not become live", async () => {
    const { network, connect } = newSetting();
    const client = connect();
    client.rooms.subscribe(() => client.close());
    await network.settle();
    expect(client.connection.get()).toEqual({ status: "stopped", reason: "closed" });
  });

  test("a closed client stays closed", async () => {
    const { network, client } = await liveSetting();
    client.close();
    client.tryNow();
    client.notifyOnline();
    await network.advance(600_000);
    expect(client.connection.get()).toEqual({ status: "stopped", reason: "closed" });
    expect(network.sockets).toHaveLength(1);
  });
});
