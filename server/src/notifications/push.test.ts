import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import type { RoomId } from "@encrptalk/protocol";
import { ASHA, BEN, MR_SILVA } from "../testing/accounts-school.ts";
import { NotifiedSchool, type PhoneOwner } from "../testing/notified-school.ts";

const SECONDS = 1_000;
const MINUTES = 60 * SECONDS;
const HOURS = 60 * MINUTES;

let school: NotifiedSchool;
let asha: PhoneOwner;
let room: RoomId;
beforeEach(async () => {
  school = await NotifiedSchool.open();
  asha = await school.admitWithPhone(ASHA);
  room = await school.conversation(asha.actor, asha.actor);
});
afterEach(async () => {
  const { faults } = school.pushService;
  await school[Symbol.asyncDispose]();
  expect(faults).toEqual([]);
});

/** Ms Rao writes to Asha, and the time passes after which she is called. */
const write = async (text = "Please bring the form") => {
  const number = await school.say(school.rao, room, text);
  await school.pass(5 * SECONDS);
  return number;
};

describe("a message from the school is pushed", () => {
  test("to a student whose pages are closed: from whom, how many, where; and no text (P55)", async () => {
    await school.say(school.rao, room, "Please bring the form");
    await school.pass(4 * SECONDS);
    expect(asha.phone.payloads).toEqual([]);
    await school.pass(1 * SECONDS);
    const [push] = await asha.phone.has(1);
    expect(push).toMatchObject({
      payload: {
        type: "message",
        roomId: room,
        place: "Hill School",
        sender: "Ms Rao",
        unread: 1,
        text: null,
        path: `/rooms/${room}`,
      },
      urgency: "high",
      subject: "https://talk.example.org",
    });
  });

  test("once, and once more for what came after (P55)", async () => {
    await write();
    await school.pass(1 * HOURS);
    expect(asha.phone.payloads).toHaveLength(1);
    await school.say(school.rao, room, "And a pen");
    await school.say(school.rao, room, "And a ruler");
    await school.pass(5 * SECONDS);
    expect(asha.phone.payloads).toMatchObject([{ unread: 1 }, { unread: 3 }]);
    expect(new Set(asha.phone.received.map(({ topic }) => topic)).size).toBe(1);
  });

  test("with its beginning where the school allows it, never breaking a character (P55)", async () => {
    await school.change({ textInNotifications: true });
    await write(`${"👩‍👩‍👧‍👦 ".repeat(40)}${"wort ".repeat(200)}`);
    await school.say(school.rao, room, 'Short, "quoted"\n\n<b>and</b> on two lines');
    await school.pass(5 * SECONDS);
    const texts = asha.phone.payloads.map((payload) => (payload.type === "message" ? payload.text : null));
    expect(texts[0]).toEndWith("👩‍👩‍👧‍👦…");
    expect(texts[1]).toBe('Short, "quoted" <b>and</b> on two lines');
  });

  test("never with the text of a deleted message, and not at all when no other is left (P55)", async () => {
    await school.change({ textInNotifications: true });
    await school.say(school.rao, room, "Meant for somebody else");
    const { events } = await school.store.events(room, { limit: 50 });
    const target = events.at(-1)?.seq ?? 0;
    const sender = { accountId: school.rao.accountId, deviceId: school.rao.deviceId };
    await school.store.deleteMessage({
      roomId: room,
      target,
      anyones: false,
      sender,
      at: school.clock.now(),
    });
    await school.pass(5 * SECONDS);
    expect(asha.phone.payloads).toEqual([]);
  });

  test("to each of her devices, and to nobody else's (P55, P58)", async () => {
    const ben = await school.admitWithPhone(BEN);
    const tablet = await school.actorOf(await school.school.signIn(ASHA.rollId));
    const onTablet = await school.subscribe(tablet);
    await write();
    expect(asha.phone.payloads).toHaveLength(1);
    expect(onTablet.payloads).toHaveLength(1);
    expect(ben.phone.payloads).toEqual([]);
  });
});

describe("nothing is pushed", () => {
  test("to a device with an open page, then or when it is closed: the page has told (P55)", async () => {
    school.connect(asha.actor);
    await write();
    await school.pass(1 * SECONDS);
    school.disconnect(asha.actor);
    await school.pass(1 * MINUTES);
    expect(asha.phone.payloads).toEqual([]);
    await write("And now she is away");
    expect(asha.phone.payloads).toMatchObject([{ unread: 2 }]);
  });

  test("of what was read meanwhile on another device (P55)", async () => {
    const number = await school.say(school.rao, room, "Please bring the form");
    await school.pass(4 * SECONDS);
    await school.read(asha.actor, room, number);
    await school.pass(1 * HOURS);
    expect(asha.phone.payloads).toEqual([]);
  });

  test("of one's own messages, nor of a conversation that one began oneself (P55)", async () => {
    await school.say(asha.actor, room, "Hello?");
    await school.pass(1 * HOURS);
    expect(asha.phone.payloads).toEqual([]);
  });

  test("of what was there before the device was subscribed (P55)", async () => {
    const ben = await school.admit(BEN);
    const conversation = await school.conversation(ben.actor);
    await school.say(school.rao, conversation, "Welcome");
    const phone = await school.subscribe(ben.actor);
    await school.restart();
    await school.pass(1 * HOURS);
    expect(phone.payloads).toEqual([]);
  });

  test("to a device that was signed out, or whose account was deactivated (P58)", async () => {
    const ben = await school.admitWithPhone(BEN);
    const conversation = await school.conversation(ben.actor, ben.actor);
    await school.say(school.rao, room, "To Asha");
    await school.say(school.rao, conversation, "To Ben");
    await school.school.accounts.signOut(asha.actor);
    await school.school.accounts.deactivatePerson(school.rao, ben.actor.accountId);
    await school.pass(1 * HOURS);
    expect([...asha.phone.payloads, ...ben.phone.payloads]).toEqual([]);
  });

  test("to who was signed in on the same browser before (P58)", async () => {
    const ben = await school.admit(BEN);
    await school.notifications.subscribe(ben.actor, asha.phone.subscription);
    await write();
    expect(asha.phone.payloads).toEqual([]);
  });

  test("of a room that one has left (P58)", async () => {
    const club = await school.group("Chess club", asha.actor);
    await school.say(school.rao, club, "Come on Friday");
    const sender = { accountId: asha.actor.accountId, deviceId: asha.actor.deviceId };
    await school.store.leaveRoom({
      roomId: club,
      accountId: sender.accountId,
      sender,
      at: school.clock.now(),
    });
    await school.pass(1 * HOURS);
    expect(asha.phone.payloads).toEqual([]);
  });
});

describe("a connection that broke without a word", () => {
  test("is made up for: what came after its last sign of life is pushed (P55)", async () => {
    school.connect(asha.actor);
    const heardAt = school.clock.now();
    await school.pass(20 * SECONDS);
    await write();
    await school.pass(40 * SECONDS);
    expect(asha.phone.payloads).toEqual([]);
    school.disconnect(asha.actor, heardAt);
    await school.pass(5 * SECONDS);
    expect(asha.phone.payloads).toMatchObject([{ type: "message", unread: 1 }]);
  });

  test("counts for nothing when the device is back (P55)", async () => {
    school.connect(asha.actor);
    const heardAt = school.clock.now();
    await school.pass(20 * SECONDS);
    await write();
    school.disconnect(asha.actor, heardAt);
    school.connect(asha.actor);
    await school.pass(1 * MINUTES);
    expect(asha.phone.payloads).toEqual([]);
  });
});

describe("a conversation that staff start", () => {
  test("is told to its student, and its first message replaces that (P55)", async () => {
    const ben = await school.admitWithPhone(BEN);
    const conversation = await school.conversation(ben.actor);
    await school.pass(5 * SECONDS);
    expect(ben.phone.payloads).toEqual([
      { type: "conversation", roomId: conversation, place: "Hill School", path: `/rooms/${conversation}` },
    ]);
    await school.say(school.rao, conversation, "How are you?");
    await school.pass(5 * SECONDS);
    expect(ben.phone.payloads.at(-1)).toMatchObject({ type: "message", unread: 1 });
    expect(ben.phone.payloads).toHaveLength(2);
  });

  test("with a message right away is one notification (P55)", async () => {
    const ben = await school.admitWithPhone(BEN);
    const conversation = await school.conversation(ben.actor);
    await school.say(school.rao, conversation, "How are you?");
    await school.pass(1 * HOURS);
    expect(ben.phone.payloads).toMatchObject([{ type: "message", unread: 1 }]);
  });
});

describe("reading on one device", () => {
  test("closes the notification on the others, once (P57)", async () => {
    const number = await write();
    const laptop = await school.actorOf(await school.school.signIn(ASHA.rollId));
    school.connect(laptop);
    await school.read(asha.actor, room, number);
    await school.pass(1 * SECONDS);
    expect(asha.phone.payloads.slice(1)).toEqual([{ type: "read", roomId: room }]);
    await school.say(asha.actor, room, "I will");
    await school.pass(1 * HOURS);
    expect(asha.phone.payloads).toHaveLength(2);
    expect(new Set(asha.phone.received.map(({ topic }) => topic)).size).toBe(1);
  });

  test("of only a part closes nothing (P57)", async () => {
    await write();
    await write("Another one");
    await school.read(asha.actor, room, 1);
    await school.pass(1 * HOURS);
    expect(asha.phone.payloads.map(({ type }) => type)).toEqual(["message", "message"]);
  });

  test("with the device's own page open is left to the page (P57)", async () => {
    const number = await write();
    school.connect(asha.actor);
    await school.read(asha.actor, room, number);
    await school.pass(1 * MINUTES);
    school.disconnect(asha.actor);
    const other = await school.group("Chess club", asha.actor);
    await school.read(asha.actor, other, await school.say(school.rao, other, "Friday"));
    await school.pass(1 * HOURS);
    expect(asha.phone.payloads).toHaveLength(1);
  });
});

describe("what was chosen", () => {
  test("nothing of a room: nothing (P56)", async () => {
    await school.store.setNotify({ roomId: room, accountId: asha.actor.accountId, notify: "nothing" });
    await school.say(school.rao, room, "Please bring the form", [asha.actor]);
    await school.pass(1 * HOURS);
    expect(asha.phone.payloads).toEqual([]);
  });

  test("mentions of a room: what names her, and nobody who may not enter is told for being named (P56, P58)", async () => {
    const ben = await school.admitWithPhone(BEN);
    const club = await school.group("Chess club", asha.actor);
    await school.store.setNotify({ roomId: club, accountId: asha.actor.accountId, notify: "mentions" });
    await school.say(school.rao, club, "Hello all");
    await school.pass(5 * SECONDS);
    expect(asha.phone.payloads).toEqual([]);
    await school.say(school.rao, club, "@Asha @Ben, Friday?", [asha.actor, ben.actor]);
    await school.pass(5 * SECONDS);
    expect(asha.phone.payloads).toMatchObject([{ place: "Chess club", unread: 2 }]);
    await school.say(school.rao, club, "Never mind");
    await school.pass(1 * HOURS);
    expect(asha.phone.payloads).toHaveLength(1);
    expect(ben.phone.payloads).toEqual([]);
  });

  test("by staff: nothing of students, while group rooms go on (P56)", async () => {
    const silva = await school.admitWithPhone(MR_SILVA);
    await school.say(asha.actor, room, "I have a question");
    await school.pass(5 * SECONDS);
    expect(silva.phone.payloads).toMatchObject([
      { place: "Asha Verma", sender: "Asha Verma", path: `/messages/${asha.actor.accountId}` },
    ]);
    await school.choose(silva.actor, { deskNotify: "nothing" });
    await school.say(asha.actor, room, "Another question");
    const club = await school.group("Chess club", silva.actor, asha.actor);
    await school.say(asha.actor, club, "Friday?");
    await school.pass(1 * HOURS);
    expect(silva.phone.payloads.slice(1)).toMatchObject([{ place: "Chess club" }]);
  });
});

describe("quiet hours", () => {
  // The school's clock stands at 08:00 UTC on a Monday.
  test("of the school hold a push back until they end (P56)", async () => {
    await school.change({ quietHours: { from: "07:00", to: "09:30" } });
    await write();
    await write("And a pen");
    expect(asha.phone.payloads).toEqual([]);
    await school.pass(90 * MINUTES);
    expect(asha.phone.payloads).toMatchObject([{ type: "message", unread: 2 }]);
  });

  test("of one's own too, in the school's time zone; and what is read before they end is not told (P56)", async () => {
    await school.change({ timeZone: "Asia/Kolkata" });
    await school.choose(asha.actor, { quietHours: { from: "13:00", to: "14:00" } });
    const number = await write();
    await school.pass(20 * MINUTES);
    await school.read(asha.actor, room, number);
    await school.pass(2 * HOURS);
    expect(asha.phone.payloads).toEqual([]);
    await write();
    expect(asha.phone.payloads).toHaveLength(1);
  });
});

describe("a restart", () => {
  test("between message and push changes nothing but the time (P55)", async () => {
    await school.say(school.rao, room, "Please bring the form");
    await school.restart();
    await school.pass(15 * SECONDS);
    expect(asha.phone.payloads).toMatchObject([{ type: "message", unread: 1 }]);
    await school.restart();
    await school.pass(1 * HOURS);
    expect(asha.phone.payloads).toHaveLength(1);
  });

  test("remembers what an open page has told (P55)", async () => {
    school.connect(asha.actor);
    await write();
    school.clock.pass(1);
    school.disconnect(asha.actor);
    await school.restart();
    await school.pass(1 * HOURS);
    expect(asha.phone.payloads).toEqual([]);
  });

  test("three days later tells nothing that old (P55)", async () => {
    await school.say(school.rao, room, "Please bring the form");
    await school.notifications.close();
    school.clock.pass(73 * HOURS);
    await school.restart();
    await school.pass(1 * HOURS);
    expect(asha.phone.payloads).toEqual([]);
  });
});

describe("a push service", () => {
  const answer = (status: number, headers: Record<string, string> = {}) =>
    new Response(null, { status, headers });

  test.each([404, 410])("that says %d is believed: the subscription is gone (P59)", async (status) => {
    school.pushService.answer(answer(status));
    await write();
    await write();
    expect(asha.phone.refused).toBe(1);
    expect(asha.phone.payloads).toEqual([]);
  });

  test.each([429, 500, 503])("that says %d is asked again later (P59)", async (status) => {
    school.pushService.answer(answer(status), answer(status));
    await write();
    await school.pass(30 * SECONDS);
    expect(asha.phone.refused).toBe(2);
    await school.pass(2 * MINUTES);
    expect(asha.phone.payloads).toMatchObject([{ type: "message", unread: 1 }]);
  });

  test("that asks for patience is given it (P59)", async () => {
    school.pushService.answer(answer(429, { "retry-after": "600" }));
    await write();
    await school.pass(9 * MINUTES);
    expect(asha.phone.payloads).toEqual([]);
    await school.pass(1 * MINUTES);
    expect(asha.phone.payloads).toHaveLength(1);
  });

  test("that never takes it is let be, until there is something new (P59)", async () => {
    school.pushService.answer(...Array.from({ length: 5 }, () => answer(500)));
    await write();
    for (let hour = 0; hour < 10; hour++) await school.pass(1 * HOURS);
    expect(asha.phone.refused).toBe(5);
    expect(asha.phone.payloads).toEqual([]);
    await write("Something new");
    expect(asha.phone.payloads).toMatchObject([{ unread: 2 }]);
  });

  test("that is asked again is not, once the message was read (P59)", async () => {
    school.pushService.answer(answer(500));
    const number = await write();
    await school.read(asha.actor, room, number);
    await school.pass(1 * HOURS);
    expect(asha.phone.payloads).toEqual([]);
  });

  test("is counted by what it answers", async () => {
    school.pushService.answer(answer(500), answer(400));
    await write();
    await school.pass(30 * SECONDS);
    await write();
    school.pushService.answer(answer(410));
    await write();
    expect(school.outcomes).toEqual(["later", "refused", "taken", "gone"]);
  });

  test("that redirects is not followed, and its address is in no log (P59)", async () => {
    let followed = 0;
    const elsewhere = Bun.serve({
      port: 0,
      hostname: "127.0.0.1",
      fetch() {
        followed += 1;
        return new Response();
      },
    });
    for (const status of [301, 302, 307, 308])
      school.pushService.answer(answer(status, { location: elsewhere.url.href }));
    for (let n = 0; n < 4; n++) await write();
    expect(followed).toBe(0);
    expect(asha.phone.refused).toBe(4);
    expect(school.logged).toHaveLength(4);
    expect(JSON.stringify(school.logged)).not.toContain("/push/");
    await elsewhere.stop(true);
  });
});

test("the keys are made once, and are in no log (P55)", async () => {
  const { pushKey } = school.notifications;
  expect(Buffer.from(pushKey, "base64url")).toHaveLength(65);
  await school.restart();
  expect(school.notifications.pushKey).toBe(pushKey);
  expect(school.logged).toEqual([]);
});
