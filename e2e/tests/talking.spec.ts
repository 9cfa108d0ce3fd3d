import { expect, test } from "../support/fixtures.ts";

/** Tall enough that every message of a short conversation is in the document. */
const TALL = { viewport: { width: 1280, height: 3_000 } };

test("R1.1 R1.2 R1.3: Asha writes, and Ben sees it at once, without a reload", async ({ school, arrive }) => {
  const room = await school.createRoom();
  const asha = await arrive("Asha", { room });
  const ben = await arrive("Ben", { room });
  await ben.markPage();

  await asha.say("Shall we meet at four?");
  await asha.sees("Shall we meet at four?");
  await ben.sees("Shall we meet at four?");
  await expect(ben.message("Shall we meet at four?")).toHaveAccessibleName(/^Asha, \d/);
  expect(asha.sentOf("message.send")).toMatchObject([{ roomId: room.roomId }]);

  await ben.say("Four is fine.");
  await asha.sees("Four is fine.");
  await ben.expectSamePage();
});

test("R1.2: Asha and Ben write at the same time, and both see one order, the server's", async ({
  school,
  arrive,
}) => {
  const room = await school.createRoom();
  const asha = await arrive("Asha", { room, ...TALL });
  const ben = await arrive("Ben", { room, ...TALL });
  const ofAsha = Array.from({ length: 12 }, (_, index) => `Asha's line ${index + 1}`);
  const ofBen = Array.from({ length: 12 }, (_, index) => `Ben's line ${index + 1}`);

  await Promise.all([
    (async () => {
      for (const line of ofAsha) await asha.say(line);
    })(),
    (async () => {
      for (const line of ofBen) await ben.say(line);
    })(),
  ]);

  await expect.poll(() => asha.textsShownAsSent()).toEqual(ofAsha);
  await expect.poll(() => ben.textsShownAsSent()).toEqual(ofBen);
  const history = (await school.rao.history(room.roomId)).map(({ text }) => text);
  expect(history.toSorted()).toEqual([...ofAsha, ...ofBen].toSorted());
  await expect.poll(() => asha.texts()).toEqual(history);
  await expect.poll(() => ben.texts()).toEqual(history);
});

test("Ben has it, Ben reads it: Asha sees ✓✓ Delivered, then ✓✓ Read, and when", async ({
  school,
  arrive,
}) => {
  const room = await school.createRoom();
  const elsewhere = await school.createRoom("Choir");
  await school.rao.leave(room.roomId);
  const asha = await arrive("Asha", { room });

  await asha.say("Did you get this?");
  await expect(asha.message("Did you get this?").getByText("Sent", { exact: true })).toBeAttached();

  const ben = await arrive("Ben", { room: elsewhere });
  await ben.account.join(room.roomId);
  await asha.say("And this?");
  await expect(asha.message("And this?").getByText("Delivered", { exact: true })).toBeAttached();

  await ben.row(room.title).click();
  await ben.sees("And this?");
  await expect(asha.message("And this?").getByText("Read", { exact: true })).toBeAttached();
  await asha.message("And this?").locator("[data-state]").hover();
  await expect(asha.page.getByText("Read by 1 of 1")).toBeVisible();
});

test("Who is typing shows while they type, by name, and goes when they have sent", async ({
  school,
  arrive,
}) => {
  const room = await school.createRoom();
  const asha = await arrive("Asha", { room });
  const ben = await arrive("Ben", { room });
  const chidi = await arrive("Chidi", { room });

  await asha.composer.pressSequentially("I think");
  await expect(ben.typing("Asha is typing…")).toBeVisible();
  await chidi.composer.pressSequentially("But");
  await expect(ben.typing("Asha and Chidi are typing…")).toBeVisible();
  await ben.composer.pressSequentially("No");
  await expect(asha.typing("Chidi and Ben are typing…")).toBeVisible();

  await asha.composer.press("Enter");
  await ben.sees("I think");
  await chidi.composer.pressSequentially(" what if");
  await expect(ben.typing("Chidi is typing…")).toBeVisible();
  await chidi.composer.fill("");
  await expect(ben.page.getByText("typing…")).toHaveCount(0);
});

test("Asha corrects her message, and Ben sees the correction, marked as edited", async ({
  school,
  arrive,
}) => {
  const room = await school.createRoom();
  const asha = await arrive("Asha", { room });
  const ben = await arrive("Ben", { room });
  await asha.say("The trip is on Tusday.");
  await ben.sees("The trip is on Tusday.");

  await asha.composer.press("ArrowUp");
  await expect(asha.page.getByText("Editing your message")).toBeVisible();
  await expect(asha.composer).toHaveValue("The trip is on Tusday.");
  await asha.say("The trip is on Tuesday.");

  await ben.sees("The trip is on Tuesday.");
  await expect(ben.message("The trip is on Tuesday.").getByText("edited")).toBeVisible();
  await expect(ben.message("The trip is on Tusday.")).toHaveCount(0);
  await expect(asha.page.getByText("Editing your message")).toHaveCount(0);
  await ben.page.reload();
  await ben.sees("The trip is on Tuesday.");
});

test("Asha deletes her message: a note stays, the words are gone, also from the server", async ({
  school,
  arrive,
}) => {
  const room = await school.createRoom();
  const asha = await arrive("Asha", { room });
  const ben = await arrive("Ben", { room });
  await asha.say("My locker code is 4711.");
  await ben.sees("My locker code is 4711.");

  await asha.choose("My locker code is 4711.", "Delete");
  await asha.dialog.getByRole("button", { name: "Delete" }).click();

  await expect(ben.log.getByText("Message deleted")).toBeVisible();
  await expect(asha.log.getByText("Message deleted")).toBeVisible();
  await expect(ben.page.getByText(/4711/)).toHaveCount(0);
  expect(await school.rao.history(room.roomId)).toEqual([]);
});

test("Ms Rao deletes what Ben should not have written, and it says that she did", async ({
  school,
  arrive,
}) => {
  const room = await school.createRoom();
  const ben = await arrive("Ben", { room });
  const asha = await arrive("Asha", { room });
  await ben.say("Something unkind");
  await asha.sees("Something unkind");
  await asha.message("Something unkind").hover();
  await asha.message("Something unkind").getByRole("button", { name: "Message menu" }).click();
  await expect(asha.page.getByRole("menuitem", { name: "Reply" })).toBeVisible();
  await expect(asha.page.getByRole("menuitem", { name: "Delete" })).toHaveCount(0);

  const rao = await arrive(school.rao, { path: `/rooms/${room.roomId}` });
  await rao.choose("Something unkind", "Delete");
  await rao.dialog.getByRole("button", { name: "Delete" }).click();
  await expect(ben.log.getByText("Message deleted by Ms Rao")).toBeVisible();
});

test("Ben answers one message of many, and the answer leads back to it", async ({ school, arrive }) => {
  const room = await school.createRoom();
  await school.rao.say(room.roomId, "Who brings the cake?");
  for (let line = 1; line <= 60; line += 1) await school.rao.say(room.roomId, `Line ${line}`);
  const asha = await arrive("Asha", { room });
  const ben = await arrive("Ben", { room });
  const [question] = await school.rao.history(room.roomId);
  await ben.page.goto(`${ben.url}/rooms/${room.roomId}?at=${question?.seq}`);
  await ben.sees("Who brings the cake?");

  await ben.choose("Who brings the cake?", "Reply");
  await ben.say("I do.");

  await asha.sees("I do.");
  const quote = asha.message("I do.").getByRole("button", { name: /Ms Rao.*Who brings the cake\?/ });
  await expect(asha.message("Who brings the cake?")).toHaveCount(0);
  await quote.click();
  await asha.sees("Who brings the cake?");
});

test("On a phone a message's menu opens when it is pressed for long, not when it is tapped or scrolled", async ({
  school,
  arrive,
}) => {
  const room = await school.createRoom();
  await school.rao.say(room.roomId, "Where do we meet?");
  const asha = await arrive("Asha", { room, viewport: { width: 390, height: 844 }, hasTouch: true });
  const message = asha.message("Where do we meet?");
  await expect(message).toBeVisible();
  const fingers = await asha.page.context().newCDPSession(asha.page);
  const press = async (holdMs: number, moveBy = 0) => {
    const box = await message.boundingBox();
    const at = { x: (box?.x ?? 0) + 30, y: (box?.y ?? 0) + 30 };
    const touch = (type: "touchStart" | "touchMove", y: number) =>
      fingers.send("Input.dispatchTouchEvent", { type, touchPoints: [{ x: at.x, y }] });
    await touch("touchStart", at.y);
    if (moveBy !== 0) await touch("touchMove", at.y + moveBy);
    await asha.page.waitForTimeout(holdMs);
    await fingers.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  };
  const menu = asha.page.getByRole("menu");

  await press(50);
  await press(700, 60);
  await expect(menu).toHaveCount(0);
  await press(700);
  await expect(menu).toBeVisible();
  await menu.getByRole("menuitem", { name: "Reply" }).tap();
  await asha.say("At the gate.");
  await expect(
    asha.message("At the gate.").getByRole("button", { name: /Where do we meet\?/ }),
  ).toBeVisible();
});
