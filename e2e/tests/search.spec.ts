import { expectAccessible } from "../support/accessibility.ts";
import { expect, test } from "../support/fixtures.ts";
import { MessageSearch } from "../support/message-search.ts";

for (const width of [360, 1280])
  test(`${width} px wide: Ms Rao finds old messages in a closed conversation and in a room, and opens them in their place (D6.4)`, async ({
    ownSchool: school,
    arrive,
  }) => {
    const asha = await school.enrol("Asha Verma", "7 A");
    const ofAsha = await asha.openConversation(asha.accountId);
    await asha.say(ofAsha, "My violin is broken, what now?");
    const club = await school.createRoom("Chess club");
    await school.rao.say(club.roomId, "The violin case is in the hall");
    for (let line = 1; line <= 120; line += 1) {
      await Promise.all([
        asha.say(ofAsha, `Line ${line} of Asha`),
        school.rao.say(club.roomId, `Line ${line}`),
      ]);
    }
    await school.rao.closeConversation(ofAsha);

    const rao = await arrive(school.rao, { school, viewport: { width, height: 800 } });
    const search = new MessageSearch(rao);
    const { page } = rao;
    await page.getByRole("link", { name: "Search", exact: true }).click();
    await expect(search.field).toBeFocused();
    await search.finds("Violín", "Chess club.*You: The violin case", "Asha Verma.*My violin is broken");
    await expect(search.hits.first().locator("mark")).toHaveText("violin");
    await expect(search.hits.first()).toContainText("The violin case is in the hall");

    await search.open("My violin is broken");
    await expect(page).toHaveURL(new RegExp(`/messages/${asha.accountId}[?]at=`));
    await expect(rao.message("My violin is broken, what now?")).toBeInViewport();
    await expect(page.getByText("Closed · writing reopens it")).toBeVisible();
    await page.goBack();
    await expect(search.field).toHaveValue("Violín");
    await search.open("The violin case");
    await expect(page).toHaveURL(new RegExp(`/rooms/${club.roomId}[?]at=`));
    await expect(rao.message("The violin case is in the hall")).toBeInViewport();
  });

test("A student finds what they may read and nothing else, by its present text", async ({
  school,
  arrive,
}) => {
  const room = await school.createRoom("Orchestra");
  const [asha, ben] = [await school.enrol("Asha"), await school.enrol("Ben")];
  for (const member of [asha, ben]) await member.join(room.roomId);
  const ofBen = await ben.openConversation(ben.accountId);
  await ben.say(ofBen, "My cymbals are lost");
  await ben.say(room.roomId, "Who has seen my cymbals?");
  await asha.say(room.roomId, "Cymbals are loud");
  await asha.say(room.roomId, "No cymbals at night");
  const seqOf = async (wanted: string) =>
    (await asha.history(room.roomId)).find(({ text }) => text === wanted)?.seq;

  const person = await arrive(asha, { path: "/rooms" });
  const search = new MessageSearch(person);
  await person.page.getByRole("button", { name: "Search messages" }).click();
  await search.finds("cymb", "No cymbals at night", "Cymbals are loud", "Who has seen my cymbals");

  const body = { alg: "plain", text: "Trumpets are loud" };
  await asha.command({
    type: "message.edit",
    roomId: room.roomId,
    target: await seqOf("Cymbals are loud"),
    editId: crypto.randomUUID(),
    body,
  });
  await asha.command({
    type: "message.delete",
    roomId: room.roomId,
    target: await seqOf("No cymbals at night"),
  });
  await search.finds("cymb", "Who has seen my cymbals");
  await search.finds("trump", "Trumpets are loud");
  await search.finds("in:orchestra from:ben cymb", "Who has seen my cymbals");
  await search.open("Who has seen my cymbals");
  await expect(person.message("Who has seen my cymbals?")).toBeInViewport();
});

test("The address keeps what is sought, filters are a click away, and what names nothing is said", async ({
  school,
  arrive,
}) => {
  const room = await school.createRoom("Robotics");
  const asha = await school.enrol("Asha");
  await asha.join(room.roomId);
  for (let number = 1; number <= 30; number += 1) await asha.say(room.roomId, `Gearbox ${number}`);
  const person = await arrive(asha, { path: "/search" });
  const search = new MessageSearch(person);
  const { page } = person;
  await expect(page.getByText("Search all messages")).toBeVisible();
  await expect(async () => {
    await search.field.fill("");
    await search.field.fill("gearbox");
    await expect(search.hits.first()).toContainText("Gearbox 30", { timeout: 2_000 });
  }).toPass();
  await expect(search.hits).toHaveCount(20);
  await search.hits.last().scrollIntoViewIfNeeded();
  await expect(search.hits).toHaveCount(30);
  await expect(search.hits.last()).toContainText("Gearbox 1");

  await page.reload();
  await expect(search.field).toHaveValue("gearbox");
  await expect(search.hits.first()).toContainText("Gearbox 30");
  await page.getByRole("button", { name: "from: a person" }).click();
  await page.keyboard.type("Nobody At All");
  await expect(search.field).toHaveValue('gearbox from:"Nobody At All"');
  await expect(page.getByText("Nobody is called “Nobody At All”")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(search.field).toHaveValue("");
  await search.field.fill("gearboxes from:asha");
  await expect(page.getByText("No message matches “gearboxes from:asha”")).toBeVisible();
});

test("While the server does not answer, the search says so, and tries again", async ({ school, arrive }) => {
  const room = await school.createRoom("Radio");
  const asha = await school.enrol("Asha");
  await asha.join(room.roomId);
  await asha.say(room.roomId, "Antenna");
  const person = await arrive(asha, { path: "/search" });
  const search = new MessageSearch(person);
  await person.page.route("**/api/search**", (route) => route.abort());
  await search.field.fill("antenna");
  const failed = person.page
    .getByRole("alert")
    .filter({ has: person.page.getByRole("button", { name: "Try again" }) });
  await expect(failed).toBeVisible();
  await person.page.unroute("**/api/search**");
  await failed.getByRole("button").click();
  await expect(search.hits).toHaveText([/Antenna/]);
});

test("Ctrl+K takes Ms Rao to a student, to a message, and to all that is found", async ({
  ownSchool: school,
  arrive,
}) => {
  const asha = await school.enrol("Asha Verma", "7 A");
  await asha.say(await asha.openConversation(asha.accountId), "The planetarium is closed");
  const rao = await arrive(school.rao, { school });
  const search = new MessageSearch(rao);
  const { page } = rao;
  const option = (text: string) => rao.dialog.getByRole("option").filter({ hasText: text });

  await page.keyboard.press("Control+k");
  await rao.dialog.getByRole("combobox").fill("verm");
  await expect(option("Asha Verma")).toContainText("7 A");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/messages/${asha.accountId}$`));

  await page.keyboard.press("Control+k");
  await expect(async () => {
    await rao.dialog.getByRole("combobox").fill("");
    await rao.dialog.getByRole("combobox").fill("planet");
    await expect(option("The planetarium is closed")).toContainText("Asha Verma", { timeout: 1_000 });
  }).toPass();
  await page.keyboard.press("Enter");
  await expect(rao.message("The planetarium is closed")).toBeVisible();
  await expect(page).toHaveURL(/[?]at=/);

  await page.keyboard.press("Control+k");
  await rao.dialog.getByRole("combobox").fill("planet");
  await expect(option("The planetarium is closed")).toBeVisible();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(search.field).toHaveValue("planet");
  await expect(search.hits).toHaveText([/The planetarium is closed/]);
});

for (const width of [360, 1440])
  test(`${width} px wide, light and dark: axe finds nothing on the search and in the jump dialog`, async ({
    ownSchool: school,
    arrive,
  }) => {
    test.setTimeout(120_000);
    const asha = await school.enrol("Asha Verma", "7 A");
    const ofAsha = await asha.openConversation(asha.accountId);
    await asha.say(ofAsha, "May I bring my own calculator to the examination on Thursday?");
    await asha.say(ofAsha, `And ${"another word ".repeat(40)}about the calculator`);
    const look = { school, viewport: { width, height: 800 }, colorScheme: "light" } as const;
    for (const who of [school.rao, asha]) {
      const person = await arrive(who, { ...look, path: "/search" });
      const search = new MessageSearch(person);
      await expectAccessible(person.page, "the search before anything is typed");
      await search.finds("calculator", "about the calculator", "May I bring");
      await expectAccessible(person.page, "messages that were found");
      await search.field.fill("from:nobody calculator");
      await expect(person.page.getByText("Nobody is called “nobody”")).toBeVisible();
      await expectAccessible(person.page, "nobody of that name");
      await search.field.press("Tab");
      await person.page.keyboard.press("Control+k");
      await person.dialog.getByRole("combobox").fill("cal");
      await expect(person.dialog.getByRole("option")).toHaveCount(3);
      await expectAccessible(person.page, "the jump dialog");
    }
  });
