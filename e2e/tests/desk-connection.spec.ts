import { isDeepStrictEqual } from "node:util";
import type { Account } from "../support/account.ts";
import { Desk } from "../support/desk.ts";
import { expect, test } from "../support/fixtures.ts";

const LIMITED = "Limited connection: messages go over HTTP.";
/** Three attempts at random times of up to 2, 4 and 8 s, and a little for each. */
const THREE_ATTEMPTS = { timeout: 25_000 };

test("WebSocket is blocked: a conversation is opened and goes on over HTTP, and Try now brings it back (D1.4)", async ({
  school,
  arrive,
  layWire,
}) => {
  const className = school.newClass();
  const account = await school.enrol("Asha", className);
  const wire = await layWire();
  const path = `/messages?class=${encodeURIComponent(className)}`;
  const rao = await arrive(school.rao, { path, wire });
  const desk = new Desk(rao);
  wire.blockWebSocket();
  await rao.page.reload();
  await expect(rao.connection(LIMITED)).toBeVisible(THREE_ATTEMPTS);
  await expect(desk.row("Asha")).toContainText("New");

  const sentBefore = rao.sent.length;
  await desk.open("Asha");
  await expect(rao.connection(LIMITED)).toBeVisible();
  await expect(rao.tryNow).toBeVisible();
  const asha = await arrive(account, {
    path: `/rooms/${await account.openConversation(account.accountId)}`,
  });
  await rao.say("Does this reach you?");
  await asha.sees("Does this reach you?");
  await expect(rao.message("Does this reach you?").getByText("Read", { exact: true })).toBeAttached();
  await asha.say("It does.");
  await rao.sees("It does.");
  await expect(desk.row("Asha")).toContainText("It does.");
  expect(rao.sent).toHaveLength(sentBefore);

  wire.mend();
  await rao.tryNow.click();
  await expect(rao.connection("Connected")).toBeVisible();
  await rao.say("Back to normal");
  await asha.sees("Back to normal");
  expect(rao.sentOf("message.send")).toHaveLength(1);
});

test("The network is gone when Ms Rao clicks: it says why, and opens by itself when it is back (D1.4)", async ({
  school,
  arrive,
  layWire,
}) => {
  const className = school.newClass();
  await school.enrol("Asha", className);
  const wire = await layWire();
  const rao = await arrive(school.rao, {
    path: `/messages?class=${encodeURIComponent(className)}`,
    wire,
  });
  const desk = new Desk(rao);
  await expect(desk.row("Asha")).toBeVisible();
  wire.cut();
  await desk.row("Asha").click();
  await expect(rao.page.getByText("The conversation could not be opened")).toBeVisible(THREE_ATTEMPTS);
  await expect(rao.page.getByRole("main").getByRole("button", { name: "Try again" })).toBeVisible();

  wire.mend();
  await expect(async () => {
    await rao.tryNow.or(rao.composer).first().click({ timeout: 1_000 });
    await expect(rao.composer).toBeVisible({ timeout: 1_000 });
  }).toPass(THREE_ATTEMPTS);
});

test("Without a connection nobody is said to be online, and on coming back whoever is", async ({
  school,
  arrive,
  layWire,
}) => {
  const className = school.newClass();
  const account = await school.enrol("Asha", className);
  const wire = await layWire();
  const path = `/messages/${account.accountId}?class=${encodeURIComponent(className)}`;
  const rao = await arrive(school.rao, { path, wire });
  const desk = new Desk(rao);
  await arrive(account);
  const said = rao.page.getByText(/(^|· )Online$/);
  await expect(desk.details.getByText("Online", { exact: true })).toBeVisible();
  await expect(said).toHaveCount(3);

  wire.cut();
  await expect(said).toHaveCount(0);
  await expect(desk.details.getByText("Asha", { exact: true })).toBeVisible();
  wire.mend();
  await rao.tryNow.or(rao.connection("Connected")).first().click(THREE_ATTEMPTS);
  await expect(said).toHaveCount(3, THREE_ATTEMPTS);
});

test("After sleep the list, its order and its badges are those of a fresh page (D2.3 D2.5)", async ({
  school,
  arrive,
  layWire,
}) => {
  const className = school.newClass();
  const names = ["Asha", "Ben", "Chidi", "Dina", "Emil", "Femi"];
  const students: Account[] = [];
  for (const name of names) students.push(await school.enrol(name, className));
  const rooms: string[] = [];
  for (const { accountId } of students.slice(0, 4)) rooms.push(await school.rao.openConversation(accountId));
  const wire = await layWire();
  const path = `/messages/${students[0]?.accountId}?class=${encodeURIComponent(className)}`;
  const rao = await arrive(school.rao, { path, wire });
  const desk = new Desk(rao);
  await expect.poll(() => desk.names()).toHaveLength(6);
  await rao.markPage();

  wire.cut();
  for (const [index, student] of students.entries()) {
    if (index === 3) continue;
    const roomId = await student.openConversation(student.accountId);
    await student.say(roomId, `Are you there? ${index}`);
  }
  await school.rao.say(rooms[1] ?? "", "I am");
  await school.rao.markRead(rooms[2] ?? "", 1);
  await school.rao.closeConversation(rooms[3] ?? "");
  await school.rao.post(`/api/people/${students[5]?.accountId}/deactivate`);
  await school.invite("Gita", className);
  wire.mend();

  await expect(rao.connection("Connected")).toBeVisible({ timeout: 30_000 });
  await rao.sees("Are you there? 0");
  const fresh = await arrive(school.rao, { path });
  await fresh.sees("Are you there? 0");
  const freshDesk = new Desk(fresh);
  for (const [filter, names] of [
    ["All", ["Emil", "Ben", "Chidi", "Asha", "Dina", "Gita"]],
    ["Unread", ["Emil"]],
    ["Active", ["Emil", "Ben", "Chidi", "Asha"]],
    ["Closed", ["Dina"]],
    ["New", ["Gita"]],
  ] as const) {
    for (const one of [desk, freshDesk]) {
      await one.choose(filter);
      await expect.poll(() => one.names()).toEqual(names);
    }
    await expect
      .poll(async () => isDeepStrictEqual(await desk.rows(), await freshDesk.rows()), filter)
      .toBe(true);
    await expect.poll(async () => (await desk.count(filter)) === (await freshDesk.count(filter))).toBe(true);
  }
  await rao.expectSamePage();
});
