import { afterAll, describe, expect, test } from "bun:test";
import { CLOSE, HEARTBEAT_MS, mayReturn, type Polled, PROTOCOL } from "@encrptalk/protocol";
import { FakeClock } from "../src/testing/fake-clock.ts";
import { FIRST_SYNC, Peer } from "./peer.ts";
import { refusalOf, School } from "./school.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;

const clock = new FakeClock();
const { school, rao } = await School.open({ clock });
afterAll(() => school.close());
const asha = await school.enrol(rao, "Asha Verma");
const room = await asha.defaultRoom();

describe("requests and answers", () => {
  test("an answer carries its request's id, in whichever order they come (P2)", async () => {
    const peer = await asha.live();
    const marking = peer.ask({ type: "receipts.mark", marks: [{ roomId: room, read: 0 }] });
    const beat = await peer.ask({ type: "beat" });
    clock.pass(200);
    const marked = await marking;
    expect([beat.ok, marked.ok]).toEqual([true, true]);
    expect(
      peer
        .heard("reply")
        .map(({ id }) => id)
        .slice(-2),
    ).toEqual([beat.id, marked.id]);
    peer.close();
  });

  test("a refusal says its code, what to do, and whether to try again (P3, P4)", async () => {
    const peer = await asha.live();
    expect(await peer.ask({ type: "message.send", roomId: room })).toMatchObject({
      ok: false,
      error: { code: "malformed", field: "command.messageId", retry: false, message: expect.any(String) },
    });
    expect(await peer.ask({ type: "server.stop" })).toMatchObject({ error: { code: "unknown-command" } });
    expect(await peer.ask({ ...asha.message(room, "I am staff"), role: "admin" })).toMatchObject({
      error: { code: "malformed" },
    });
    peer.close();
  });

  test("a frame that can be answered to nobody ends the connection (P4, P24)", async () => {
    for (const frame of ["not json", '{"id":7}', "[]"]) {
      const peer = await asha.live();
      peer.socket.send(frame);
      expect(await peer.closed).toBe(CLOSE.malformed);
      expect(peer.heard("error")).toMatchObject([{ error: { code: "malformed" } }]);
    }
    const peer = await asha.live();
    peer.socket.send(new Uint8Array([1, 2, 3]));
    expect(await peer.closed).toBe(CLOSE.malformed);
  });

  test("over HTTP the status fits the refusal (P5)", async () => {
    const ask = (body: object | string) => school.fetch("POST", "/api/commands", asha.headers, body);
    const nowhere = { ...asha.message(room, "x"), roomId: "nowhere" };
    const refused = await ask({ id: "1", command: nowhere });
    expect(refused.status).toBe(404);
    expect(await refused.json()).toMatchObject({
      type: "reply",
      id: "1",
      ok: false,
      error: { code: "room-not-found" },
    });
    const unread = await ask("{");
    expect(unread.status).toBe(400);
    expect(await unread.json()).toMatchObject({ error: { code: "malformed" } });
  });
});

describe("the heartbeat", () => {
  test("comes every 25 seconds with the positions of feeds that moved (P23)", async () => {
    const peer = await asha.live();
    await rao.command(rao.message(room, "Tick"));
    const moved = await peer.next((frame) => frame.type === "event");
    clock.pass(HEARTBEAT_MS);
    const beat = await peer.next((frame) => frame.type === "beat");
    expect(beat).toMatchObject({
      rooms: [{ roomId: room, position: "position" in moved ? moved.position : 0 }],
    });
    peer.close();
  });

  test("unanswered twice ends the connection, which may return (P23, P24)", async () => {
    const silent = await asha.live();
    const alive = await asha.live();
    for (let beats = 0; beats < 3; beats++) {
      clock.pass(HEARTBEAT_MS);
      await alive.settle();
    }
    expect(await silent.closed).toBe(CLOSE.heartbeatMissed);
    expect(mayReturn(CLOSE.heartbeatMissed)).toBe(true);
    await alive.settle();
    alive.close();
  });

  test("goes on alike when the clock is set forward, which ended every connection (P23)", async () => {
    const alive = await asha.live();
    clock.set(clock.now() + DAY_MS);
    clock.pass(HEARTBEAT_MS);
    await alive.next((frame) => frame.type === "beat");
    await alive.settle();
    alive.close();
  });

  test("and back, which kept silent connections for as long as it was set back (P23)", async () => {
    const silent = await asha.live();
    clock.set(clock.now() - DAY_MS);
    for (let beats = 0; beats < 3; beats++) clock.pass(HEARTBEAT_MS);
    expect(await silent.closed).toBe(CLOSE.heartbeatMissed);
  });
});

describe("who is let in", () => {
  test("nobody without a session: the code says to sign in first (P24, P34)", async () => {
    const stranger = await Peer.connect(school.url, {});
    expect(await stranger.closed).toBe(CLOSE.signedOut);
    expect(mayReturn(CLOSE.signedOut)).toBe(false);
  });

  test("no other version of the protocol (P24, P39)", async () => {
    const old = await Peer.connect(school.url, asha.headers, ["encrptalk.v0"]);
    expect(await old.closed).toBe(CLOSE.protocolTooOld);
    expect(await refusalOfUpgrade(asha.headers, ["chat"])).toBe(true);
    expect(PROTOCOL).toBe("encrptalk.v1");
  });

  test("no page of another site (P34)", async () => {
    for (const origin of ["null", "https://evil.example", `${school.url}.evil.example`, `${school.url}0`]) {
      expect(await refusalOfUpgrade({ cookie: asha.cookie, origin }, [PROTOCOL])).toBe(true);
    }
    expect(await refusalOfUpgrade({ cookie: asha.cookie }, [PROTOCOL])).toBe(true);
    const posted = await school.fetch(
      "POST",
      "/api/commands",
      { cookie: asha.cookie, origin: "https://evil.example" },
      {},
    );
    expect(posted.status).toBe(403);
    expect(await posted.json()).toMatchObject({ error: { code: "origin-refused" } });
  });

  test("a program with its token, and no origin (P34)", async () => {
    const { token } = await asha.post<{ token: string }>("/api/devices", { name: "Timetable bot" });
    const peer = await Peer.connect(school.url, { authorization: `Bearer ${token}` });
    const { me } = await peer.request(FIRST_SYNC);
    expect(me.accountId).toBe(asha.me.accountId);
    expect(me.deviceId).not.toBe(asha.me.deviceId);
    peer.close();
  });
});

describe("being signed out", () => {
  test("closes the device's connections and ends its polls at once (P35)", async () => {
    const laptop = await school.signIn("asha-verma@hill.example");
    const peer = await laptop.live();
    const known = await laptop.command(FIRST_SYNC);
    const rooms = known.rooms.map(({ roomId, head, position }) => ({ roomId, seq: head, position }));
    const poll = refusalOf(
      laptop.post<Polled>("/api/poll", { sync: { ...FIRST_SYNC, ...pick(known), rooms }, waitMs: 25_000 }),
    );
    await laptop.command({ type: "beat" });
    await laptop.post("/api/sign-out");
    expect(await peer.closed).toBe(CLOSE.signedOut);
    expect(await poll).toBe("unauthenticated");
    expect(await refusalOf(laptop.command({ type: "beat" }))).toBe("unauthenticated");
  });

  test("and so does deactivating the account, on every device (P35)", async () => {
    const mina = await school.enrol(rao, "Mina Park");
    const [phone, tablet] = [await mina.live(), await mina.live()];
    await rao.post(`/api/people/${mina.me.accountId}/deactivate`);
    expect(await phone.closed).toBe(CLOSE.deactivated);
    expect(await tablet.closed).toBe(CLOSE.deactivated);
    expect(await refusalOf(mina.command({ type: "beat" }))).toBe("unauthenticated");
    expect(await refusalOf(school.signIn("mina-park@hill.example"))).not.toBeNull();
  });

  test("and so does the end of the session's time (P35)", async () => {
    const omar = await school.enrol(rao, "Omar Haddad");
    const peer = await omar.live();
    clock.set(clock.now() + 40 * 86_400_000);
    await peer.settle();
    clock.pass(31_000);
    expect(await peer.closed).toBe(CLOSE.signedOut);
    expect(await refusalOf(omar.command({ type: "beat" }))).toBe("unauthenticated");
  });
});

const pick = ({ epoch, school, account }: Awaited<ReturnType<typeof asha.command<"sync">>>) => ({
  epoch,
  school,
  account,
});

/** Whether the server answers the upgrade with anything but a WebSocket. */
const refusalOfUpgrade = (headers: Record<string, string>, protocols: string[]): Promise<boolean> =>
  Peer.connect(school.url, headers, protocols).then(
    (peer) => {
      peer.close();
      return false;
    },
    () => true,
  );
