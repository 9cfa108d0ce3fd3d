import { expect, test } from "../support/fixtures.ts";

const LIMITED = "Limited connection: messages go over HTTP.";
const OFFLINE = "Offline: messages will be sent when you are back.";
/** Three attempts at random times of up to 2, 4 and 8 s, and a little for each. */
const THREE_ATTEMPTS = { timeout: 25_000 };

test("R2.1 R2.2: the page connects by WebSocket when it loads, and says that it is connected", async ({
  arrive,
}) => {
  const asha = await arrive("Asha");
  await expect(asha.connection("Connected")).toBeVisible();
  expect(asha.sockets).toEqual(["/ws"]);

  await asha.page.reload();
  await expect(asha.connection("Connected")).toBeVisible();
  expect(asha.sockets).toEqual(["/ws", "/ws"]);
});

test("R2.2 R2.3: a connection that breaks is back by itself, and what was written meanwhile has come", async ({
  school,
  arrive,
  layWire,
}) => {
  const wire = await layWire();
  const room = await school.createRoom();
  const asha = await arrive("Asha", { room, wire });
  const ben = await arrive("Ben", { room });
  await asha.markPage();

  wire.drop();
  await ben.say("Are you still there?");

  await asha.sees("Are you still there?");
  await expect(asha.connection("Connected")).toBeVisible();
  await asha.say("Yes");
  await ben.sees("Yes");
  await asha.expectSamePage();
});

test("R2.2: a break of less than two seconds is not told, and loses nothing", async ({
  school,
  arrive,
  layWire,
}) => {
  const wire = await layWire();
  const room = await school.createRoom();
  const asha = await arrive("Asha", { room, wire });
  const told = await asha.listenToConnection();

  await expect.poll(() => wire.webSockets).toBe(1);
  wire.drop();
  await expect(async () => {
    await asha.page.evaluate(() => dispatchEvent(new Event("online")));
    expect(wire.webSockets).toBe(1);
  }).toPass({ intervals: [50] });
  await asha.say("Did anything happen?");
  await expect(asha.message("Did anything happen?").getByText("Sent", { exact: true })).toBeAttached();

  expect(await told()).toEqual(["Connected"]);
});

test("R2.3 R2.4: three attempts are counted, then “Offline” with Try now, which connects again", async ({
  school,
  arrive,
  layWire,
}) => {
  const wire = await layWire();
  const room = await school.createRoom();
  const asha = await arrive("Asha", { room, wire });
  const told = await asha.listenToConnection();

  wire.cut();
  await expect(asha.connection(OFFLINE)).toBeVisible(THREE_ATTEMPTS);
  await expect(asha.tryNow).toBeVisible();
  await expect(asha.composer).toBeEditable();

  await asha.tryNow.click();
  await expect(asha.connection(OFFLINE)).toBeVisible();
  await expect(asha.tryNow).toBeEnabled();

  wire.mend();
  await asha.tryNow.click();
  await expect(asha.connection("Connected")).toBeVisible();
  await expect(asha.tryNow).toHaveCount(0);

  const sentences = await told();
  expect(sentences.at(0)).toBe("Connected");
  // An attempt that fails at once may be over before the second in which nothing is told.
  expect(sentences).toContain("Reconnecting… attempt 3 of 3");
  expect(sentences.filter((one) => one.startsWith("Reconnecting"))).toEqual(
    sentences.filter((one) => /^Reconnecting… attempt [123] of 3$/.test(one)).toSorted(),
  );
  // On the way back HTTP may be there first.
  expect(sentences.filter((one) => one !== LIMITED).slice(-2)).toEqual([OFFLINE, "Connected"]);
});

test("Asha's network is gone, she writes, and comes back: both see the same order, nothing lost or doubled", async ({
  school,
  arrive,
  layWire,
}) => {
  const viewport = { width: 1280, height: 2_400 };
  const wire = await layWire();
  const room = await school.createRoom();
  const asha = await arrive("Asha", { room, wire, viewport });
  const ben = await arrive("Ben", { room, viewport });
  await asha.say("See you later");
  await ben.sees("See you later");

  wire.cut();
  for (const line of ["A first", "A second", "A third"]) await asha.say(line);
  for (const line of ["B first", "B second"]) await ben.say(line);
  await asha.sees("A third");
  await expect(asha.message("A first").getByText("Sending", { exact: true })).toBeAttached();
  await expect(asha.message("B first")).toHaveCount(0);
  await expect(asha.connection(OFFLINE)).toBeVisible(THREE_ATTEMPTS);
  await asha.say("A fourth");

  wire.mend();
  await asha.tryNow.click();

  await ben.sees("A fourth");
  await asha.sees("B second");
  const order = ["See you later", "B first", "B second", "A first", "A second", "A third", "A fourth"];
  await expect.poll(() => asha.texts()).toEqual(order);
  await expect.poll(() => ben.texts()).toEqual(order);
  expect((await school.rao.history(room.roomId)).map(({ text }) => text)).toEqual(order);
});

test("WebSocket is blocked altogether: the conversation goes on over HTTP, and the status says so", async ({
  school,
  arrive,
  layWire,
}) => {
  const wire = await layWire();
  const room = await school.createRoom();
  const asha = await arrive("Asha", { room, wire });
  const ben = await arrive("Ben", { room });
  await school.rao.leave(room.roomId);

  wire.blockWebSocket();
  await expect(asha.connection(LIMITED)).toBeVisible(THREE_ATTEMPTS);
  await expect(asha.tryNow).toBeVisible();
  const sentBefore = asha.sent.length;

  await asha.say("Does this reach you?");
  await ben.sees("Does this reach you?");
  await expect(asha.message("Does this reach you?").getByText("Read", { exact: true })).toBeAttached();
  await ben.say("It does.");
  await asha.sees("It does.");
  // What is told between two polls is lost, so he may have to begin anew.
  await expect(async () => {
    await ben.composer.fill("");
    await ben.composer.pressSequentially("And");
    await expect(asha.typing("Ben is typing…")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  expect(asha.sent).toHaveLength(sentBefore);

  await asha.tryNow.click();
  await expect(asha.tryNow).toBeEnabled();
  await expect(asha.connection(LIMITED)).toBeVisible();

  wire.mend();
  await asha.tryNow.click();
  await expect(asha.connection("Connected")).toBeVisible();
  await asha.say("Back to normal");
  await ben.sees("Back to normal");
  expect(asha.sentOf("message.send")).toHaveLength(1);
});

test("WebSocket is blocked from the start: signing in works, and rooms are joined, read and left over HTTP", async ({
  school,
  arrive,
  layWire,
}) => {
  const wire = await layWire();
  const room = await school.createRoom();
  await school.rao.say(room.roomId, "Welcome, whoever you are");
  const asha = await arrive("Asha", { room, wire });
  wire.blockWebSocket();

  await asha.page.reload();
  await expect(asha.connection(LIMITED)).toBeVisible(THREE_ATTEMPTS);
  await asha.sees("Welcome, whoever you are");
  await asha.chooseForRoom("Leave room");
  await asha.dialog.getByRole("button", { name: "Leave room" }).click();
  await expect(asha.row(room.title)).toHaveCount(0);
  await expect(asha.page).toHaveURL(/\/rooms$/);
  await asha.page.goBack();
  await asha.page.getByRole("button", { name: "Join" }).click();
  await asha.say("Here again");
  await expect(asha.message("Here again").getByText(/Sent|Delivered/)).toBeAttached();
});

test("The Wi-Fi goes without a word, and Asha looks again: the page notices, and does not claim to be connected", async ({
  school,
  arrive,
  layWire,
}) => {
  const wire = await layWire();
  const room = await school.createRoom();
  const asha = await arrive("Asha", { room, wire });
  const ben = await arrive("Ben", { room });
  await expect.poll(() => wire.webSockets).toBe(1);

  wire.stall();
  await ben.say("Hello?");
  await asha.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(asha.connection(/^Reconnecting… attempt 1 of 3$/)).toBeVisible();

  wire.drop();
  wire.mend();
  await asha.sees("Hello?");
  await expect(asha.connection("Connected")).toBeVisible(THREE_ATTEMPTS);
});

test("The server is stopped for an update: Asha goes on writing, and it arrives when the server is back", async ({
  ownSchool: school,
  arrive,
}) => {
  const room = await school.createRoom();
  const asha = await arrive("Asha", { school, room });

  await school.server.stop();
  await asha.say("Written during the update");
  await expect(
    asha.message("Written during the update").getByText("Sending", { exact: true }),
  ).toBeAttached();
  await school.server.start();

  await expect(asha.message("Written during the update").getByText("Sent", { exact: true })).toBeAttached(
    THREE_ATTEMPTS,
  );
  expect((await school.rao.history(room.roomId)).map(({ text }) => text)).toEqual([
    "Written during the update",
  ]);
});

test("A dialog whose style sheet got lost on the way has its look when it is shown", async ({
  school,
  arrive,
}) => {
  const asha = await arrive("Asha", { room: await school.createRoom() });
  let asked = 0;
  await asha.page.route(/\/dialog-[^/]*\.css$/, (route) => {
    asked += 1;
    return asked === 1 ? route.abort("connectionreset") : route.continue();
  });
  await asha.page.reload();
  await expect.poll(() => asked, { timeout: 20_000 }).toBe(1);
  await asha.chooseForRoom("Leave room");
  await asha.dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(asha.dialog).toHaveCount(0);
  expect(asked).toBe(2);
});
