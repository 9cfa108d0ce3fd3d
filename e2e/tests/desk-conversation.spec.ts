import { Desk } from "../support/desk.ts";
import { expect, test } from "../support/fixtures.ts";

for (const width of [1440, 360]) {
  const look = { viewport: { width, height: 800 } };

  test(`${width} px: Ms Rao clicks a new student: the conversation is made, connected and open, and both write at once (D1.1 D1.2 D1.3 D3.1 D3.2 D6.2)`, async ({
    school,
    arrive,
  }) => {
    const className = school.newClass();
    const account = await school.enrol("Asha Verma", className);
    const asha = await arrive(account, look);
    const rao = await arrive(school.rao, {
      path: `/messages?class=${encodeURIComponent(className)}`,
      ...look,
    });
    const desk = new Desk(rao);
    await expect(desk.row("Asha Verma")).toContainText("New");

    await desk.open("Asha Verma");
    await expect(rao.connection("Connected")).toBeVisible();
    await expect(rao.page.getByText("Active", { exact: true }).last()).toBeVisible();
    await expect(rao.log.getByText("Conversation started by Ms Rao")).toBeVisible();
    await rao.say("Good morning, Asha");
    await expect(rao.message("Good morning, Asha").getByText("Delivered", { exact: true })).toBeAttached();
    expect(rao.sentOf("conversation.open")).toHaveLength(1);
    expect(rao.sentOf("message.send")).toHaveLength(1);

    const roomId = await account.openConversation(account.accountId);
    await asha.page.goto(`${asha.url}/rooms/${roomId}`);
    await asha.sees("Good morning, Asha");
    await expect(asha.message("Good morning, Asha")).toHaveAccessibleName(/^Ms Rao, \d/);
    await expect(asha.log.getByText("The school started this conversation")).toBeVisible();
    await asha.say("Good morning, Ms Rao");
    await rao.sees("Good morning, Ms Rao");
    await expect(rao.message("Good morning, Ms Rao").locator("time")).toHaveText(/\d/);
  });
}

test("Who types shows on both sides and in the list; a message is sent, delivered, read (D4.1 D4.2 D4.3 D4.4)", async ({
  school,
  arrive,
}) => {
  const className = school.newClass();
  const account = await school.enrol("Asha", className);
  const roomId = await school.rao.openConversation(account.accountId);
  const rao = await arrive(school.rao, { path: `/messages/${account.accountId}?class=${className}` });
  const desk = new Desk(rao);
  await rao.say("Did you get the letter?");
  await expect(rao.message("Did you get the letter?").getByText("Sent", { exact: true })).toBeAttached();

  const asha = await arrive(account, { path: "/settings" });
  await expect(rao.message("Did you get the letter?").getByText("Delivered", { exact: true })).toBeAttached();
  await asha.page.goto(`${asha.url}/rooms/${roomId}`);
  await expect(rao.message("Did you get the letter?").getByText("Read", { exact: true })).toBeAttached();

  await asha.composer.pressSequentially("Yes, and");
  await expect(rao.typing("Asha is typing…")).toBeVisible();
  await expect(desk.row("Asha")).toContainText("typing…");
  await asha.composer.press("Enter");
  await expect(desk.row("Asha")).toContainText("Yes, and");
  await expect(asha.message("Yes, and").getByText("Read", { exact: true })).toBeAttached();

  await rao.composer.pressSequentially("Good");
  await expect(asha.typing("Ms Rao is typing…")).toBeVisible();
});

test("Two of the staff click the same student at once: one conversation, and each sees what the other writes (D1.1 D1.2)", async ({
  school,
  arrive,
}) => {
  const className = school.newClass();
  const account = await school.enrol("Asha", className);
  const bose = await school.hire("Mr Bose");
  const path = `/messages?class=${encodeURIComponent(className)}`;
  const rao = await arrive(school.rao, { path });
  const other = await arrive(bose, { path });
  const [desk, otherDesk] = [new Desk(rao), new Desk(other)];
  await expect(desk.row("Asha")).toBeVisible();
  await expect(otherDesk.row("Asha")).toBeVisible();

  await Promise.all([desk.row("Asha").click(), otherDesk.row("Asha").click()]);
  await other.composer.pressSequentially("I take");
  await expect(rao.typing("Mr Bose is typing…")).toBeVisible();
  await expect(desk.row("Asha")).toContainText("Mr Bose is typing…");
  await other.composer.press("Enter");
  await rao.sees("I take");
  await expect(rao.message("I take")).toHaveAccessibleName(/^Mr Bose, \d/);
  await expect(rao.message("I take").getByText("Mr Bose")).toBeVisible();
  await rao.say("Thank you");
  await other.sees("Thank you");
  expect(await rao.log.getByText(/Conversation started by/).count()).toBe(1);

  // What is unread is each one's own; who waits is everybody's.
  await rao.page.getByRole("link", { name: "Overview" }).click();
  await account.say(await account.openConversation(account.accountId), "Who is it now?");
  await other.sees("Who is it now?");
  await rao.page.goBack();
  await expect(desk.row("Asha")).toContainText("waits 1 minute");
  await expect(otherDesk.row("Asha")).toContainText("waits 1 minute");
  await other.say("It is me");
  await expect(desk.row("Asha")).not.toContainText("waits");
});

test("A conversation is closed and reopened, by hand and by writing, and keeps its whole history (D6.2 D6.3)", async ({
  school,
  arrive,
}) => {
  const className = school.newClass();
  const account = await school.enrol("Asha", className);
  const roomId = await school.rao.openConversation(account.accountId);
  await account.say(roomId, "I have lost my key");
  const rao = await arrive(school.rao, { path: `/messages/${account.accountId}?class=${className}` });
  const asha = await arrive(account, { path: `/rooms/${roomId}` });
  const desk = new Desk(rao);
  await rao.sees("I have lost my key");

  await desk.closeButton.click();
  await expect(rao.log.getByText(/^Closed by Ms Rao · \d/)).toBeVisible();
  await expect(rao.page.getByText("Closed · writing reopens it")).toBeVisible();
  await expect(desk.row("Asha")).toContainText("Closed");
  await expect(asha.log.getByText(/^The school closed this conversation · \d/)).toBeVisible();
  await asha.sees("I have lost my key");

  await desk.reopenButton.click();
  await expect(rao.log.getByText(/^Reopened by Ms Rao · \d/)).toBeVisible();
  await expect(rao.page.getByText("Closed · writing reopens it")).toHaveCount(0);

  await rao.composer.press("Alt+e");
  await expect(rao.page.getByText("Closed · writing reopens it")).toBeVisible();
  await asha.say("And found it again");
  await rao.sees("And found it again");
  await expect(rao.log.getByText(/^Reopened by Asha · \d/)).toBeVisible();
  await expect(asha.log.getByText(/^You reopened this conversation · \d/)).toBeVisible();

  await desk.closeButton.click();
  await rao.page.getByRole("button", { name: "Reopen", exact: true }).click();
  await expect(desk.closeButton).toBeVisible();
  await rao.page.reload();
  await rao.sees("I have lost my key", "And found it again");
  await expect(rao.log.getByText(/^Closed by Ms Rao · \d/)).toHaveCount(3);
});

test("Opening a chat shows its whole history, with days and times, and it is still there after the server was killed (D3.3 D3.4 D6.1)", async ({
  ownSchool: school,
  arrive,
}) => {
  const account = await school.enrol("Asha");
  const roomId = await school.rao.openConversation(account.accountId);
  for (let line = 1; line <= 120; line += 1) await account.say(roomId, `Line ${line}`);
  const rao = await arrive(school.rao, { path: "/messages", school });
  await school.server.kill();
  await school.server.start();
  await expect(rao.connection("Connected")).toBeVisible({ timeout: 20_000 });
  await new Desk(rao).open("Asha");
  await rao.log.hover();
  await expect(async () => {
    await rao.page.mouse.wheel(0, -3_000);
    await expect(rao.message("Line 1")).toBeInViewport({ timeout: 100 });
  }).toPass({ intervals: [50] });
  await expect(rao.log.getByText("Today", { exact: true })).toBeVisible();
  await expect(rao.message("Line 1")).toHaveAccessibleName(/^Asha, \d+[:.]\d\d/);
  await expect(rao.message("Line 1").locator("time")).toHaveAttribute("datetime", /^\d{4}-\d\d-\d\dT/);
});

test("The details tell who the student is and how it stands with the conversation", async ({
  school,
  arrive,
}) => {
  const className = school.newClass();
  const account = await school.enrol("Asha Verma", className);
  const roomId = await account.openConversation(account.accountId);
  await account.say(roomId, "Hello?");
  const rao = await arrive(school.rao, {
    path: `/messages/${account.accountId}`,
    viewport: { width: 1440, height: 900 },
  });
  const { details } = new Desk(rao);
  await expect(details.getByText(account.email)).toBeVisible();
  await expect(details.getByText(className, { exact: true })).toBeVisible();
  await expect(details.getByText("Signed in on 1 device")).toBeVisible();
  await expect(details.getByText("Not answered yet")).toBeVisible();
  await expect(details.getByText("1 minute")).toBeVisible();
  await rao.say("Good morning");
  await expect(details.getByText("Nobody waits")).toBeVisible();
  await expect(details.getByText("Not answered yet")).toHaveCount(0);
  await arrive(account, { path: `/rooms/${roomId}` });
  await expect(details.getByText("Online")).toBeVisible();
  await expect(details.getByText("Signed in on 2 devices")).toBeVisible();

  const choice = details.getByRole("combobox", { name: "Tell me of new messages" });
  await choice.selectOption("nothing");
  await rao.page.reload();
  await expect(choice).toHaveValue("nothing");
  await expect(details.getByRole("link", { name: "To read (HTML)" })).toHaveAttribute(
    "href",
    `/api/desk/students/${account.accountId}/export?format=html`,
  );
  await details.getByRole("link", { name: "Open their page" }).click();
  await expect(rao.page).toHaveURL(/\/people\?find=STUDENT-\d+$/);
});
