import { expect, test } from "../support/fixtures.ts";

test("What Ben missed is counted on the room and in the tab's title, told in the app, and marked in the room", async ({
  school,
  arrive,
}) => {
  const room = await school.createRoom("Maths");
  const other = await school.createRoom("Choir");
  const ben = await arrive("Ben", { room: other });
  await ben.account.join(room.roomId);
  await school.rao.say(room.roomId, "Old news");
  await ben.row(room.title).click();
  await ben.sees("Old news");
  await expect(ben.row(room.title).getByText("1 unread message")).toHaveCount(0);
  await ben.row(other.title).click();
  await expect(ben.page).toHaveTitle(`${other.title} · Hill School`);

  for (const text of ["One", "Two", "Three"]) await school.rao.say(room.roomId, text);
  await expect(ben.row(room.title).getByText("3 unread messages")).toBeAttached();
  await expect(ben.row(room.title)).toContainText("Ms Rao: Three");
  await expect(ben.page).toHaveTitle(`(3) ${other.title} · Hill School`);

  await ben.page.getByRole("region", { name: "Notices" }).getByText(`Ms Rao in ${room.title}`).click();
  await expect(ben.page.getByRole("heading", { name: room.title, exact: true })).toBeVisible();
  await ben.sees("One", "Two", "Three");
  await expect(ben.log.getByText("New messages", { exact: true })).toBeVisible();
  const newLine = await ben.log.getByText("New messages", { exact: true }).boundingBox();
  const old = await ben.message("Old news").boundingBox();
  const first = await ben.message("One").boundingBox();
  expect(old?.y).toBeLessThan(newLine?.y ?? 0);
  expect(newLine?.y).toBeLessThan(first?.y ?? 0);
  await expect(ben.page).toHaveTitle(`${room.title} · Hill School`);
  await expect(ben.row(room.title).getByText(/unread/)).toHaveCount(0);
});

test("More than nine unread messages are “9+”, and stay unread over a reload until they are seen", async ({
  school,
  arrive,
}) => {
  const room = await school.createRoom("Maths");
  const other = await school.createRoom("Choir");
  const ben = await arrive("Ben", { room: other });
  await ben.account.join(room.roomId);
  for (let line = 1; line <= 10; line += 1) await school.rao.say(room.roomId, `Line ${line}`);
  await expect(ben.row(room.title)).toContainText("9+");
  await expect(ben.page).toHaveTitle(`(9+) ${other.title} · Hill School`);

  await ben.page.reload();
  await expect(ben.row(room.title).getByText("10 unread messages")).toBeAttached();
  const tab = await ben.openTab(`/rooms/${room.roomId}`);
  await tab.sees("Line 10");
  await expect(ben.page).toHaveTitle(`${other.title} · Hill School`);
});

test("A room with much that is new opens at the first of it; a button leads to the end", async ({
  school,
  arrive,
}) => {
  const room = await school.createRoom("Maths");
  const ben = await arrive("Ben");
  await ben.account.join(room.roomId);
  await school.rao.say(room.roomId, "Read before");
  await ben.row(room.title).click();
  await ben.sees("Read before");
  await expect(ben.row(room.title).getByText(/unread/)).toHaveCount(0);
  await ben.page.goBack();
  for (let line = 1; line <= 60; line += 1) await school.rao.say(room.roomId, `New line ${line}`);
  await expect(ben.row(room.title).getByText("60 unread messages")).toBeAttached();

  await ben.row(room.title).click();
  await expect(ben.log.getByText("New messages", { exact: true })).toBeInViewport();
  await expect(ben.message("New line 1")).toBeInViewport();
  await expect(ben.message("New line 60")).not.toBeInViewport();

  await ben.page.getByRole("button", { name: /\d+ new messages/ }).click();
  await expect(ben.message("New line 60")).toBeInViewport();
  await expect(ben.row(room.title).getByText(/unread/)).toHaveCount(0);
  await expect(ben.page.getByRole("button", { name: /new messages|Jump to the latest/ })).toHaveCount(0);
});

test("Whoever is at the end stays there while very many messages come at once", async ({
  school,
  arrive,
}) => {
  const room = await school.createRoom();
  const asha = await arrive("Asha", { room });
  for (let sent = 0; sent < 900; sent += 60) {
    const some = Array.from({ length: 60 }, (_, index) => `Line ${sent + index + 1}`);
    await Promise.all(some.map((text) => school.rao.say(room.roomId, text)));
  }
  const last = (await school.rao.history(room.roomId)).at(-1)?.text ?? "";
  await expect(asha.message(last)).toBeInViewport();
});

test("Whoever reads further up is not moved by new messages, and is told how many there are", async ({
  school,
  arrive,
}) => {
  const room = await school.createRoom("Maths");
  for (let line = 1; line <= 60; line += 1) await school.rao.say(room.roomId, `Line ${line}`);
  const ben = await arrive("Ben", { room });
  await expect(ben.message("Line 60")).toBeInViewport();

  await expect(async () => {
    await ben.scrollBy(-500);
    await expect(ben.message("Line 60")).not.toBeInViewport({ timeout: 500 });
  }).toPass();
  const before = await ben.restingView();
  for (const text of ["News 1", "News 2", "News 3"]) await school.rao.say(room.roomId, text);
  await expect(ben.page.getByRole("button", { name: "3 new messages" })).toBeVisible();
  expect(await ben.restingView()).toEqual(before);

  await ben.page.getByRole("button", { name: "3 new messages" }).click();
  await expect(ben.message("News 3")).toBeInViewport();

  await school.rao.say(room.roomId, "News 4");
  await expect(ben.message("News 4")).toBeInViewport();
});
