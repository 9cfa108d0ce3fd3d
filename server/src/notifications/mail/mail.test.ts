import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import type { RoomId } from "@encrptalk/protocol";
import type { Actor } from "../../accounts/index.ts";
import { ASHA, BEN, MR_SILVA } from "../../testing/accounts-school.ts";
import { MailServer } from "../../testing/mail-server.ts";
import { NotifiedSchool } from "../../testing/notified-school.ts";

const SECONDS = 1_000;
const MINUTES = 60 * SECONDS;
const HOURS = 60 * MINUTES;

let mail: MailServer;
let school: NotifiedSchool;
let asha: Actor;
let room: RoomId;
beforeEach(async () => {
  mail = await MailServer.open();
  school = await open("https://talk.example.org");
  ({ actor: asha } = await school.admit(ASHA));
  room = await school.conversation(asha, asha);
});
afterEach(async () => {
  await school[Symbol.asyncDispose]();
  await mail.close();
});
const open = (publicUrl: string | null) =>
  NotifiedSchool.open({
    mail: { url: mail.url, from: "Hill School <talk@hill.example>", delayMinutes: 15 },
    publicUrl,
  });

describe("a student whom nothing else reaches", () => {
  test("gets one e-mail for what waits, in the school's words, with a link and without text", async () => {
    await school.say(school.rao, room, "Please bring the form");
    await school.pass(10 * MINUTES);
    await school.say(school.rao, room, "And a pen");
    await school.pass(4 * MINUTES);
    expect(mail.received).toEqual([]);
    await school.pass(1 * MINUTES);
    const [{ from, to, headers, parts } = expect.unreachable()] = mail.received;
    expect([from, ...to]).toEqual(["talk@hill.example", ASHA.email]);
    expect(headers.get("from")).toBe("Hill School <talk@hill.example>");
    expect(headers.get("to")).toBe(`Asha Verma <${ASHA.email}>`);
    expect(headers.get("subject")).toBe("2 new messages from Hill School");
    expect(headers.get("auto-submitted")).toBe("auto-generated");
    const link = `https://talk.example.org/rooms/${room}`;
    expect(parts.get("text/plain")).toContain(`Read and answer: ${link}`);
    expect(parts.get("text/plain")).toContain("Ms Rao wrote last");
    expect(parts.get("text/html")).toContain(`href="${link}"`);
    for (const part of parts.values()) expect(part).not.toMatch(/form|pen/);
    await school.pass(24 * HOURS);
    expect(mail.received).toHaveLength(1);
  });

  test("gets the next one for what comes after it, again after a while", async () => {
    await school.say(school.rao, room, "Please bring the form");
    await school.pass(15 * MINUTES);
    await school.say(school.rao, room, "And a pen");
    await school.pass(14 * MINUTES);
    expect(mail.received).toHaveLength(1);
    await school.pass(1 * MINUTES);
    expect(mail.received).toHaveLength(2);
  });

  test("gets the message's beginning where the school allows it, as text and never as markup", async () => {
    await school.change({ textInNotifications: true, name: '<i>Hill</i> & "Valley"' });
    await school.say(school.rao, room, "<img src=x onerror=alert(1)> bring the form");
    await school.pass(15 * MINUTES);
    const parts = mail.received[0]?.parts;
    expect(parts?.get("text/plain")).toContain("“<img src=x onerror=alert(1)> bring the form”");
    expect(parts?.get("text/html")).toContain("&lt;img src=x onerror=alert(1)&gt;");
    expect(parts?.get("text/html")).not.toMatch(/<img|<i>/);
  });
});

describe("no e-mail goes", () => {
  test("when the messages were read meanwhile", async () => {
    const number = await school.say(school.rao, room, "Please bring the form");
    await school.pass(14 * MINUTES);
    await school.read(asha, room, number);
    await school.pass(24 * HOURS);
    expect(mail.received).toEqual([]);
  });

  test("to who is online, nor later for the same", async () => {
    school.school.online.add(asha.accountId);
    await school.say(school.rao, room, "Please bring the form");
    await school.pass(15 * MINUTES);
    school.school.online.delete(asha.accountId);
    await school.restart();
    await school.pass(24 * HOURS);
    expect(mail.received).toEqual([]);
  });

  test("to who has a device that can be pushed to", async () => {
    await school.subscribe(asha);
    await school.say(school.rao, room, "Please bring the form");
    await school.pass(24 * HOURS);
    expect(mail.received).toEqual([]);
  });

  test("to staff, of group rooms, to who never signed in, is deactivated, or wants nothing of the room", async () => {
    await school.admit(MR_SILVA);
    const club = await school.group("Chess club", asha);
    await school.say(school.rao, club, "Friday?");
    await school.say(asha, room, "I have a question");
    const { accountId } = await school.school.invite({ ...BEN, email: "new@school.example", rollId: "N1" });
    const invited = await school.conversation({ ...asha, accountId });
    await school.say(school.rao, invited, "Welcome");
    const { actor: ben } = await school.admit(BEN);
    const bens = await school.conversation(ben);
    await school.say(school.rao, bens, "To Ben");
    await school.school.accounts.deactivatePerson(school.rao, ben.accountId);
    await school.store.setNotify({ roomId: room, accountId: asha.accountId, notify: "nothing" });
    await school.say(school.rao, room, "To Asha");
    await school.pass(24 * HOURS);
    expect(mail.received).toEqual([]);
  });

  test("during quiet hours, but when they end", async () => {
    await school.change({ quietHours: { from: "08:10", to: "10:00" } });
    await school.say(school.rao, room, "Please bring the form");
    await school.pass(119 * MINUTES);
    expect(mail.received).toEqual([]);
    await school.pass(1 * MINUTES);
    expect(mail.received).toHaveLength(1);
  });
});

test("a restart between message and e-mail changes nothing", async () => {
  await school.say(school.rao, room, "Please bring the form");
  await school.restart();
  await school.pass(15 * MINUTES);
  expect(mail.received).toHaveLength(1);
  await school.restart();
  await school.pass(24 * HOURS);
  expect(mail.received).toHaveLength(1);
});

test("a mail server that takes nothing now is asked again, and what was read meanwhile is not sent", async () => {
  mail.refusing = 2;
  await school.say(school.rao, room, "Please bring the form");
  await school.pass(15 * MINUTES);
  await school.pass(1 * MINUTES);
  expect([mail.refused, mail.received.length]).toEqual([2, 0]);
  await school.pass(5 * MINUTES);
  expect(mail.received).toHaveLength(1);
  expect(school.outcomes).toEqual(["failed", "failed", "sent"]);
  mail.refusing = 1;
  const number = await school.say(school.rao, room, "And a pen");
  await school.pass(15 * MINUTES);
  await school.read(asha, room, number);
  await school.pass(24 * HOURS);
  expect(mail.received).toHaveLength(1);
  // What failed before was another e-mail: this one is tried again as soon as any.
  mail.refusing = 1;
  await school.say(school.rao, room, "And the money");
  await school.pass(15 * MINUTES);
  await school.pass(1 * MINUTES);
  expect(mail.received).toHaveLength(2);
});

test("a name cannot add a header or an address, whatever is in it", async () => {
  const name = 'Zoë "Z", <mallory@evil.example> Ünal';
  const { actor: zoe } = await school.admit({ ...BEN, name });
  // No name with a line's end gets in; were one there all the same, it would do no harm.
  await school.store.sql.write("UPDATE accounts SET name = ? WHERE id = ?", [
    `${name}\r\nBcc: all@evil.example\r\n\r\n<b>hello</b>`,
    zoe.accountId,
  ]);
  await school.store.sql.write("UPDATE settings SET value = ? WHERE key = 'school_name'", [
    "Hill\r\nBcc: all@evil.example",
  ]);
  const conversation = await school.conversation(zoe);
  await school.say(school.rao, conversation, "Hello");
  await school.pass(15 * MINUTES);
  const [{ to, headers, parts } = expect.unreachable()] = mail.received;
  expect(to).toEqual([BEN.email]);
  expect(headers.has("bcc")).toBe(false);
  expect(headers.get("to")).toEndWith(`<${BEN.email}>`);
  expect(parts.get("text/html")).not.toContain("<b>");
});

test("without an address of its own the server says so at the start, and e-mails have no link", async () => {
  await using lost = await open(null);
  expect(lost.logged).toMatchObject([{ msg: expect.stringContaining("set PUBLIC_URL") }]);
  const { actor: ben } = await lost.admit(BEN);
  const conversation = await lost.conversation(ben);
  await lost.say(lost.rao, conversation, "Hello");
  await lost.pass(15 * MINUTES);
  expect(mail.received[0]?.parts.get("text/plain")).toContain("Sign in to read and answer.");
  expect(mail.received[0]?.parts.get("text/html")).not.toContain("href");
});
