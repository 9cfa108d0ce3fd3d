import { expect, test } from "../support/fixtures.ts";

const OFFLINE = "Offline: messages will be sent when you are back.";
const THREE_ATTEMPTS = { timeout: 25_000 };

test("R1.4: a message that the server refuses has a red mark and the reason; Try again sends it, once", async ({
  school,
  arrive,
  layWire,
}) => {
  const wire = await layWire();
  const room = await school.createRoom();
  const asha = await arrive("Asha", { room, wire });

  wire.cut();
  await asha.say("I wrote this in the tunnel");
  await school.rao.command({ type: "room.archive", roomId: room.roomId });
  wire.mend();

  const refused = asha.message("I wrote this in the tunnel");
  await expect(refused.getByRole("alert")).toContainText(
    "Not sent. This room is archived and takes no messages.",
    THREE_ATTEMPTS,
  );
  await expect(refused.locator("[data-state=failed]")).toHaveText("Not sent");
  await expect(refused.locator("[data-state=failed] svg")).toBeVisible();

  await refused.getByRole("button", { name: "Try again" }).click();
  await expect(refused.getByRole("alert")).toBeVisible();
  expect(await school.rao.history(room.roomId)).toEqual([]);

  await school.rao.command({ type: "room.restore", roomId: room.roomId });
  await expect(asha.composer).toBeVisible();
  await refused.getByRole("button", { name: "Try again" }).click();
  await expect(refused.getByRole("alert")).toHaveCount(0);
  await expect(refused.getByText("Sent", { exact: true })).toBeAttached();
  expect((await school.rao.history(room.roomId)).map(({ text }) => text)).toEqual([
    "I wrote this in the tunnel",
  ]);
});

test("R1.4: a refused message can be deleted instead, and is then gone, also after a reload", async ({
  school,
  arrive,
  layWire,
}) => {
  const wire = await layWire();
  const room = await school.createRoom();
  const asha = await arrive("Asha", { room, wire });

  wire.cut();
  await asha.say("Never mind");
  await school.rao.command({ type: "room.archive", roomId: room.roomId });
  wire.mend();
  const refused = asha.message("Never mind");
  await expect(refused.getByRole("alert")).toBeVisible(THREE_ATTEMPTS);

  await asha.page.reload();
  await expect(refused.getByRole("alert")).toBeVisible();
  await refused.getByRole("button", { name: "Delete" }).click();
  await expect(refused).toHaveCount(0);
  await asha.page.reload();
  await expect(asha.log.getByText("Ms Rao archived the room")).toBeVisible();
  await expect(refused).toHaveCount(0);
  expect(await school.rao.history(room.roomId)).toEqual([]);
});

test("The answer to a message gets lost and the connection breaks: sending it again does not double it", async ({
  school,
  arrive,
  layWire,
}) => {
  const wire = await layWire();
  const room = await school.createRoom();
  const asha = await arrive("Asha", { room, wire });
  const ben = await arrive("Ben", { room });

  wire.withholdAnswers();
  await asha.say("The match is at three");
  await asha.say("Bring your boots");
  await ben.sees("The match is at three");
  await expect(asha.message("The match is at three").getByText("Sending", { exact: true })).toBeAttached();

  wire.drop();
  wire.mend();

  await expect.poll(() => asha.textsShownAsSent()).toEqual(["The match is at three", "Bring your boots"]);
  await asha.say("And a bottle");
  await ben.sees("And a bottle");
  const expected = ["The match is at three", "Bring your boots", "And a bottle"];
  expect(await ben.texts()).toEqual(expected);
  expect(await asha.texts()).toEqual(expected);
  expect((await school.rao.history(room.roomId)).map(({ text }) => text)).toEqual(expected);
});

test("What Asha wrote without a network survives closing the tab, and is sent when she opens it again", async ({
  school,
  arrive,
  layWire,
}) => {
  const wire = await layWire();
  const room = await school.createRoom();
  const asha = await arrive("Asha", { room, wire });

  wire.cut();
  await asha.say("Written on the bus");
  await asha.sees("Written on the bus");
  await asha.page.close();
  wire.mend();

  const later = await asha.openTab(`/rooms/${room.roomId}`);
  await expect(later.message("Written on the bus").getByText("Sent", { exact: true })).toBeAttached();
  expect((await school.rao.history(room.roomId)).map(({ text }) => text)).toEqual(["Written on the bus"]);
});

test("Two tabs of one browser show the same unsent messages, and send them once", async ({
  school,
  arrive,
  layWire,
}) => {
  const wire = await layWire();
  const room = await school.createRoom();
  const asha = await arrive("Asha", { room, wire });
  const tab = await asha.openTab(`/rooms/${room.roomId}`);
  await expect(tab.connection("Connected")).toBeVisible();

  wire.cut();
  await asha.say("From the first tab");
  await tab.sees("From the first tab");
  await tab.say("From the second tab");
  await asha.sees("From the second tab");
  await expect(asha.connection(OFFLINE)).toBeVisible(THREE_ATTEMPTS);
  await expect(tab.connection(OFFLINE)).toBeVisible(THREE_ATTEMPTS);

  wire.mend();
  await tab.tryNow.click();
  await asha.tryNow.click();
  const both = ["From the first tab", "From the second tab"];
  await expect.poll(() => asha.textsShownAsSent()).toEqual(both);
  await expect.poll(() => tab.textsShownAsSent()).toEqual(both);
  expect((await school.rao.history(room.roomId)).map(({ text }) => text)).toEqual(both);

  await asha.page.close();
  await tab.say("The first tab is closed");
  await expect(tab.message("The first tab is closed").getByText("Sent", { exact: true })).toBeAttached();
});

test("A draft survives a reload, stays in its room, and is gone once it is sent", async ({
  school,
  arrive,
}) => {
  const room = await school.createRoom();
  const other = await school.createRoom("Choir");
  const asha = await arrive("Asha", { room });
  await asha.account.join(other.roomId);

  await asha.composer.fill("Dear all, I");
  await asha.row(other.title).click();
  await expect(asha.composer).toHaveAccessibleName(`Message to ${other.title}`);
  await expect(asha.composer).toHaveValue("");
  await asha.page.goBack();
  await expect(asha.composer).toHaveValue("Dear all, I");
  await asha.page.reload();
  await expect(asha.composer).toHaveValue("Dear all, I");

  await asha.composer.press("End");
  await asha.composer.pressSequentially(" am late.");
  await asha.composer.press("Enter");
  await asha.sees("Dear all, I am late.");
  await asha.page.reload();
  await asha.sees("Dear all, I am late.");
  await expect(asha.composer).toHaveValue("");
});
