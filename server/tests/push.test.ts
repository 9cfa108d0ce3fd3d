import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import { type AddedProgram, CLOSE, HEARTBEAT_MS } from "@encrptalk/protocol";
import { FakeClock } from "../src/testing/fake-clock.ts";
import { PushService, type SubscribedBrowser } from "../src/testing/push-service.ts";
import { type Member, refusalOf, School } from "./school.ts";

const SECONDS = 1_000;
const pushService = new PushService();
let clock: FakeClock;
let school: School;
let rao: Member;
let asha: Member;
let ben: Member;
let phone: SubscribedBrowser;
let bens: SubscribedBrowser;

beforeAll(async () => {
  clock = new FakeClock();
  ({ school, rao } = await School.open({ clock, config: { pushServices: [pushService.origin] } }));
});
beforeEach(async () => {
  [asha, ben] = [await school.enrol(rao, name("Asha")), await school.enrol(rao, name("Ben"))];
  [phone, bens] = [await subscribe(asha), await subscribe(ben)];
});
afterEach(() => expect(pushService.faults).toEqual([]));
afterAll(async () => {
  await school.close();
  await pushService.close();
});

let people = 0;
const name = (first: string) => `${first} ${++people}`;

async function subscribe(member: Member): Promise<SubscribedBrowser> {
  const { publicKey } = await member.get<{ publicKey: string }>("/api/push/key");
  const browser = await pushService.subscribe(publicKey);
  await put(member, browser.subscription);
  return browser;
}

const put = async (member: Member, body: object): Promise<number> =>
  (await school.fetch("PUT", "/api/push/subscription", member.headers, body)).status;

const conversationOf = async (student: Member, by: Member = student) =>
  (await by.command({ type: "conversation.open", studentId: student.me.accountId })).room.roomId;

/** Ms Rao writes to Ben, who is away: when he is told, what came before was looked at too. */
async function whenBenIsTold(): Promise<void> {
  const before = bens.received.length;
  await rao.command(rao.message(await conversationOf(ben), "To Ben"));
  clock.pass(5 * SECONDS);
  await bens.has(before + 1);
}

describe("a browser that is subscribed", () => {
  test("is not pushed what its open page shows, but what comes when the page is closed (P55)", async () => {
    const room = await conversationOf(asha);
    const page = await asha.live();
    await rao.command(rao.message(room, "Please bring the form"));
    await whenBenIsTold();
    clock.pass(1);
    page.close();
    await page.closed;
    await whenBenIsTold();
    expect(phone.payloads).toEqual([]);
    await rao.command(rao.message(room, "And a pen"));
    clock.pass(5 * SECONDS);
    const [push] = await phone.has(1);
    expect(push?.payload).toMatchObject({ type: "message", roomId: room, unread: 2, place: "Hill School" });
  });

  test("is pushed what a page missed whose connection broke without a word (P55)", async () => {
    const room = await conversationOf(asha);
    const page = await asha.live();
    clock.pass(5 * SECONDS);
    await rao.command(rao.message(room, "Please bring the form"));
    clock.pass(4 * HEARTBEAT_MS);
    expect(await page.closed).toBe(CLOSE.heartbeatMissed);
    clock.pass(5 * SECONDS);
    const [push] = await phone.has(1);
    expect(push?.payload).toMatchObject({ type: "message", unread: 1 });
  });

  test("is pushed that staff have started a conversation, unlike anybody else's (P55, P58)", async () => {
    const room = await conversationOf(asha, rao);
    clock.pass(5 * SECONDS);
    const [push] = await phone.has(1);
    expect(push?.payload).toMatchObject({ type: "conversation", roomId: room, path: `/rooms/${room}` });
    expect(bens.payloads).toEqual([]);
  });

  test("has its notification closed by reading elsewhere (P57)", async () => {
    const room = await conversationOf(asha);
    const { number } = await rao.command(rao.message(room, "Please bring the form"));
    clock.pass(5 * SECONDS);
    await phone.has(1);
    await whenBenIsTold();
    const laptop = await school.signIn(asha.me.email);
    let marked = false;
    const marking = laptop.command({ type: "receipts.mark", marks: [{ roomId: room, read: number }] });
    void marking.then(() => {
      marked = true;
    });
    // Marks are written together now and then.
    while (!marked) {
      await laptop.command({ type: "beat" });
      clock.pass(100);
    }
    clock.pass(1 * SECONDS);
    const pushes = await phone.has(2);
    expect(pushes[1]?.payload).toEqual({ type: "read", roomId: room });
  });

  test("is pushed after a restart what was written before it (P55)", async () => {
    const room = await conversationOf(asha);
    await rao.command(rao.message(room, "Please bring the form"));
    await school.restart();
    clock.pass(15 * SECONDS);
    await phone.has(1);
    await whenBenIsTold();
    expect(phone.payloads).toHaveLength(1);
  });

  test("is left alone once it says so, or is signed out (P58)", async () => {
    const room = await conversationOf(asha);
    const laptop = await school.signIn(asha.me.email);
    const onLaptop = await subscribe(laptop);
    await laptop.post("/api/sign-out");
    await school.fetch("DELETE", "/api/push/subscription", asha.headers);
    await rao.command(rao.message(room, "Please bring the form"));
    await whenBenIsTold();
    expect([...phone.payloads, ...onLaptop.payloads]).toEqual([]);
  });
});

test("of very many browsers of one person twenty are pushed to, the latest among them (P59)", async () => {
  const others: SubscribedBrowser[] = [];
  for (let more = 0; more < 25; more += 1) others.push(await subscribe(await school.signIn(asha.me.email)));
  const room = await conversationOf(asha);
  await rao.command(rao.message(room, "Please bring the form"));
  await whenBenIsTold();
  await others.at(-1)?.has(1);
  await whenBenIsTold();
  expect([phone, ...others].filter(({ received }) => received.length > 0)).toHaveLength(20);
});

describe("a subscription is refused", () => {
  test.each([
    "http://127.0.0.1:22/",
    "https://169.254.169.254/latest/meta-data/",
    "https://fcm.googleapis.com.attacker.example/",
    "https://fcm.googleapis.com@attacker.example/",
    "http://fcm.googleapis.com/fcm/send/1",
    "ftp://updates.push.services.mozilla.com/",
  ])("at %s: the server sends to push services only (P59)", async (endpoint) => {
    const response = await school.fetch("PUT", "/api/push/subscription", asha.headers, {
      ...phone.subscription,
      endpoint,
    });
    expect([response.status, await response.json()]).toMatchObject([
      422,
      { error: { code: "push-refused" } },
    ]);
  });

  test("with keys that are none, or with more than it has (P59)", async () => {
    const { endpoint, keys } = phone.subscription;
    const wrong = [
      { endpoint, keys: { ...keys, p256dh: "A".repeat(87) } },
      { endpoint, keys: { ...keys, auth: "A".repeat(30) } },
      { endpoint, keys: { p256dh: keys.p256dh } },
      { endpoint: { href: endpoint }, keys },
      { endpoint, keys, accountId: ben.me.accountId },
      {},
    ];
    for (const body of wrong) expect([body, await put(asha, body)]).toEqual([body, 400]);
  });

  test("of a program (P59)", async () => {
    const { token } = await asha.post<AddedProgram>("/api/devices", { name: "Timetable bot" });
    const headers = { authorization: `Bearer ${token}` };
    const { status } = await school.fetch("PUT", "/api/push/subscription", headers, phone.subscription);
    expect(status).toBe(403);
  });

  test("of a program, and then the browser that is subscribed so is still pushed to (P58)", async () => {
    const { token } = await ben.post<AddedProgram>("/api/devices", { name: "Timetable bot" });
    const headers = { authorization: `Bearer ${token}` };
    await school.fetch("PUT", "/api/push/subscription", headers, phone.subscription);
    await rao.command(rao.message(await conversationOf(asha), "Still there"));
    clock.pass(5 * SECONDS);
    await phone.has(1);
  });
});

describe("the school's settings", () => {
  test("are there for everybody and changed by administrators", async () => {
    expect(await asha.get("/api/school/settings")).toMatchObject({ name: "Hill School", quietHours: null });
    const quietHours = { from: "21:00", to: "07:00" };
    const patch = (by: Member, body: object) =>
      school.fetch("PATCH", "/api/school/settings", by.headers, body);
    expect((await patch(asha, { name: "Asha's School" })).status).toBe(403);
    expect(await (await patch(rao, { quietHours, timeZone: "Europe/Paris" })).json()).toMatchObject({
      name: "Hill School",
      quietHours,
      timeZone: "Europe/Paris",
    });
    for (const wrong of [
      { timeZone: "Mars/Olympus" },
      { quietHours: { from: "9", to: "10:00" } },
      { name: "  " },
      { owner: "Asha" },
    ])
      expect((await patch(rao, wrong)).status).toBe(400);
    expect(await refusalOf(rao.get("/api/school/nothing"))).toBe("not-found");
    await patch(rao, { quietHours: null });
  });
});
