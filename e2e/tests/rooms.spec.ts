import { expect, test } from "../support/fixtures.ts";

test("R3.1 R3.3: on entering for the first time, Asha is in the default room and reads what was said last", async ({
  ownSchool: school,
  arrive,
}) => {
  const room = await school.defaultRoom();
  await school.rao.say(room.roomId, "Welcome to Hill School");
  const asha = await arrive("Asha", { school });

  await expect(asha.page).toHaveURL(`${asha.url}/rooms/${room.roomId}`);
  await expect(asha.page.getByRole("heading", { name: room.title })).toBeVisible();
  await asha.sees("Welcome to Hill School");
  await asha.say("Thank you");
  await expect(asha.message("Thank you").getByText("Sent", { exact: true })).toBeAttached();
});

test("R3.1: whoever has left the default room can join it again", async ({ ownSchool: school, arrive }) => {
  const room = await school.defaultRoom();
  const asha = await arrive("Asha", { school });
  await asha.leaveRoom();
  await expect(asha.page.getByText("You are in no room yet")).toBeVisible();

  await asha.page.getByRole("button", { name: "Browse rooms" }).first().click();
  await asha.roomToJoin(room.title).getByRole("button", { name: "Join" }).click();
  await expect(asha.page).toHaveURL(`${asha.url}/rooms/${room.roomId}`);
  await asha.say("Back again");
  await expect(asha.message("Back again").getByText("Sent", { exact: true })).toBeAttached();
});

test("R3.2 R3.3: joining sends a join command with the room's id; the room and its recent messages appear", async ({
  school,
  arrive,
}) => {
  const room = await school.createRoom("Science fair");
  for (let line = 1; line <= 5; line += 1) await school.rao.say(room.roomId, `Plan ${line}`);
  const asha = await arrive("Asha");
  await expect(asha.row(room.title)).toHaveCount(0);

  await asha.page.getByRole("button", { name: "Browse rooms" }).click();
  await asha.roomToJoin(room.title).getByRole("button", { name: "Join" }).click();

  await expect(asha.page.getByRole("heading", { name: room.title })).toBeVisible();
  await expect(asha.row(room.title)).toHaveAttribute("aria-current", "page");
  expect(asha.sentOf("room.join")).toMatchObject([{ roomId: room.roomId }]);
  await asha.sees("Plan 1", "Plan 2", "Plan 3", "Plan 4", "Plan 5");
  await expect(asha.log.getByText(/Asha joined/)).toBeVisible();
  await school.rao.say(room.roomId, "Welcome, Asha");
  await asha.sees("Welcome, Asha");
});

test("R3.4: leaving sends a leave command, and the room's messages stop", async ({ school, arrive }) => {
  const room = await school.createRoom("Choir");
  const asha = await arrive("Asha", { room });
  const ben = await arrive("Ben", { room });
  await ben.say("Before");
  await asha.sees("Before");

  await asha.leaveRoom();
  expect(asha.sentOf("room.leave")).toMatchObject([{ roomId: room.roomId }]);
  await expect(asha.row(room.title)).toHaveCount(0);
  await expect(ben.log.getByText("Asha left")).toBeVisible();

  await ben.say("After she has left");
  await expect(ben.message("After she has left").getByText("Sent", { exact: true })).toBeAttached();
  // What comes after it on the same connection has come: so the message before it is not on its way.
  const everyone = await school.defaultRoom();
  await school.rao.say(everyone.roomId, "To everyone");
  await expect.poll(() => asha.received.join()).toContain("To everyone");
  expect(asha.received.join()).not.toContain("After she has left");
  await expect(asha.page.getByText(/After she has left/)).toHaveCount(0);

  await asha.page.goto(`${asha.url}/rooms/${room.roomId}`);
  await expect(asha.page.getByText("You are not in this room")).toBeVisible();
  await expect(asha.page.getByText(/Before/)).toHaveCount(0);
});

test("A reload and a link lead to the same room, also after signing in", async ({ school, arrive }) => {
  const room = await school.createRoom("Newspaper");
  const asha = await arrive("Asha", { room });
  await expect(asha.row(room.title)).toHaveAttribute("aria-current", "page");

  await asha.page.reload();
  await expect(asha.page).toHaveURL(`${asha.url}/rooms/${room.roomId}`);
  await expect(asha.page.getByRole("heading", { name: room.title })).toBeVisible();
  await expect(asha.row(room.title)).toHaveAttribute("aria-current", "page");

  const tab = await asha.openTab(`/rooms/${room.roomId}`);
  await expect(tab.page.getByRole("heading", { name: room.title })).toBeVisible();
});

test("Ms Rao makes a room, renames and archives it: those who are in it see so, and can only read then", async ({
  school,
  arrive,
}) => {
  const rao = await arrive(school.rao, { path: "/rooms" });
  await rao.page.getByRole("button", { name: "New room" }).click();
  await rao.dialog.getByLabel("Name of the room").fill("Lakes trip");
  await rao.dialog.getByRole("button", { name: "Create room" }).click();
  await expect(rao.page.getByRole("heading", { name: "Lakes trip" })).toBeVisible();
  const roomId = new URL(rao.page.url()).pathname.replace("/rooms/", "");
  const ben = await arrive("Ben", { room: { roomId, title: "Lakes trip" } });

  await rao.chooseForRoom("Rename");
  await rao.dialog.getByLabel("Name of the room").fill("Lakes and hills trip");
  await rao.dialog.getByRole("button", { name: "Rename" }).click();
  await expect(ben.page.getByRole("heading", { name: "Lakes and hills trip" })).toBeVisible();
  await expect(ben.log.getByText("Ms Rao renamed the room to “Lakes and hills trip”")).toBeVisible();

  await rao.chooseForRoom("Archive");
  await rao.dialog.getByRole("button", { name: "Archive" }).click();
  await expect(ben.page.getByText("This room is archived. Nobody can write in it.")).toBeVisible();
  await expect(ben.composer).toHaveCount(0);

  await rao.chooseForRoom("Restore");
  await rao.dialog.getByRole("button", { name: "Restore" }).click();
  await ben.say("We can write again");
  await rao.sees("We can write again");
  await rao.leaveRoom();
  await rao.page.getByRole("button", { name: "New room" }).click();
  await rao.dialog.getByLabel("Name of the room").fill("lakes AND hills trip");
  await rao.dialog.getByRole("button", { name: "Create room" }).click();
  await expect(rao.dialog.getByText("There is a room of this name. Choose another name.")).toBeVisible();
});

test("Who is in the room, and who of them is online, stands beside the conversation", async ({
  school,
  arrive,
}) => {
  const room = await school.createRoom();
  const asha = await arrive("Asha", { room });
  const offline = await school.enrol("Farid");
  await offline.join(room.roomId);
  const ben = await arrive("Ben", { room });

  await expect(asha.page.getByText("4 members · 2 online")).toBeVisible();
  await asha.page.getByRole("button", { name: "Show members" }).click();
  const members = asha.page.getByRole("listitem");
  await expect(members.filter({ hasText: "Ben" }).getByText("Online")).toBeAttached();
  await expect(members.filter({ hasText: "Farid" }).getByText("Online")).toHaveCount(0);
  await expect(members.filter({ hasText: "Ms Rao" }).getByText("Administrator")).toBeVisible();

  await ben.page.context().close();
  await expect(asha.page.getByText("4 members · 1 online")).toBeVisible();
  await expect(members.filter({ hasText: "Ben" }).getByText("Online")).toHaveCount(0);
});

test("Who went while the connection was gone is not said to be online, and who stayed is", async ({
  school,
  arrive,
  layWire,
}) => {
  const room = await school.createRoom();
  const wire = await layWire();
  const asha = await arrive("Asha", { room, wire });
  const ben = await arrive("Ben", { room });
  await arrive("Chidi", { room });
  await asha.page.getByRole("button", { name: "Show members" }).click();
  const online = (name: string) =>
    asha.page.getByRole("listitem").filter({ hasText: name }).getByText("Online");
  await expect(online("Ben")).toBeAttached();
  await expect(online("Chidi")).toBeAttached();

  wire.cut();
  await expect(asha.page.getByRole("listitem").getByText("Online")).toHaveCount(0);
  await ben.page.context().close();
  wire.mend();
  await expect(asha.page.getByText("4 members · 2 online")).toBeVisible({ timeout: 25_000 });
  await expect(online("Chidi")).toBeAttached();
  await expect(online("Ben")).toHaveCount(0);
});

test("On a phone, one pane shows at a time, and back leads to the list", async ({ school, arrive }) => {
  const room = await school.createRoom();
  const asha = await arrive("Asha", {
    room,
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  await expect(asha.composer).toBeVisible();
  await expect(asha.rooms).toHaveCount(0);
  await asha.page.getByRole("button", { name: "Back to rooms" }).click();
  await expect(asha.log).toHaveCount(0);
  await asha.row(room.title).click();
  await expect(asha.composer).toBeVisible();
  await asha.page.goBack();
  await expect(asha.rooms).toBeVisible();
  await expect(asha.composer).toHaveCount(0);
});
