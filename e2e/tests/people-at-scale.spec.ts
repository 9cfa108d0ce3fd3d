import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility.ts";
import { expect, test } from "../support/fixtures.ts";
import type { School } from "../support/school.ts";

const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 720 };

const list = (...rows: string[]) => ["Pupil;Surname;First name;Mail;Form", ...rows].join("\r\n");
const BEN = "11-01;Okafor;Ben;ben@import.example;11 A";
const CHAN = "11-02;大文;陳;chan@import.example;11 A";

const chooseFile = (page: Page, csv: string, name = "students.csv") =>
  page.getByLabel("Choose a file").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(csv) });

const rows = (page: Page) => page.getByRole("region", { name: "Students" }).getByRole("listitem");

/** From the page of people: on a phone it is in the menu. */
async function openImport(page: Page): Promise<void> {
  const isPhone = page.viewportSize()?.width === PHONE.width;
  if (isPhone) await page.getByRole("button", { name: "More for all students" }).click();
  await page.getByRole(isPhone ? "menuitem" : "link", { name: "Import" }).click();
}

const studentsOf = async ({ rao }: School) =>
  (await rao.get<{ people: { name: string; status: string }[] }>("/api/people?role=student&limit=200")).people
    .map(({ name, status }) => `${name} ${status}`)
    .toSorted();

for (const [screen, viewport] of [
  ["a wide screen", WIDE],
  ["a phone", PHONE],
] as const) {
  test(`On ${screen}, Ms Rao imports a list: a column by hand, a refusal mended, everyone added, and again nothing changes`, async ({
    arrive,
    ownSchool,
  }) => {
    const { page } = await arrive(ownSchool.rao, { path: "/people", viewport, school: ownSchool });
    await openImport(page);
    await expect(page.getByRole("heading", { name: "Choose a list of students" })).toBeVisible();
    await expectAccessible(page, "choosing a list");

    await chooseFile(page, list(BEN, "11-02;大文;陳;nowhere;11 A", "11-03;;;eve@import.example;11 A"));
    await expect(page.getByText("Choose a column for each of them to go on.")).toBeVisible();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("5");
    await expectAccessible(page, "a list with an unknown column");
    await page.getByLabel("Roll ID").selectOption("Pupil");

    await expect(page.getByText("2 rows are refused, so nothing can be imported yet.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Import", exact: true })).toHaveCount(0);
    await expect(rows(page)).toHaveCount(3);
    await expect(rows(page).first()).toContainText("E-mail is not valid");
    await page.getByRole("radio", { name: "Refused 2" }).check();
    await expect(rows(page)).toHaveCount(2);
    await expect(rows(page).last()).toContainText("Name is missing");
    await expect(rows(page).last()).toContainText("Line 4");
    await expectAccessible(page, "a list with refused rows");
    expect(await studentsOf(ownSchool)).toEqual([]);

    await page.getByRole("button", { name: "Choose another list" }).click();
    await chooseFile(page, list(BEN, CHAN).replace("Pupil", "Roll no"));
    await expect(page.getByText("2 new students")).toBeVisible();
    await expectAccessible(page, "a list that can be imported");
    await page.getByRole("button", { name: "Import", exact: true }).click();
    await expect(page.getByRole("heading", { name: "The list is imported" })).toBeFocused();
    await expectAccessible(page, "a list that is imported");
    expect(await studentsOf(ownSchool)).toEqual(["Ben Okafor invited", "陳 大文 invited"]);

    await page.getByRole("button", { name: "Show people" }).click();
    await expect(page.getByText("陳 大文")).toBeVisible();
    await openImport(page);
    await chooseFile(page, list(BEN, CHAN).replace("Pupil", "Roll no"));
    await expect(page.getByText("There is nothing to import.")).toBeVisible();
  });
}

test("Students who are not in the list are named, and deactivated when Ms Rao says so", async ({
  arrive,
  ownSchool,
}) => {
  await ownSchool.enrol("Asha Verma");
  const { page } = await arrive(ownSchool.rao, { path: "/people/import", viewport: WIDE, school: ownSchool });
  await page.getByText("Paste a list instead").click();
  await page
    .getByLabel("The list, its first line naming the columns")
    .fill(list(BEN).replace("Pupil", "Roll no"));
  await page.getByRole("button", { name: "Check the list" }).click();
  await expect(page.getByText("1 new student", { exact: true })).toBeVisible();
  await expect(page.getByText("Asha Verma")).toHaveCount(0);
  await page.getByRole("switch", { name: "Deactivate 1 student who is not in the list" }).click();
  await expect(rows(page).first()).toContainText("Asha Verma");
  await expect(rows(page).first()).toContainText("Not in the list");
  await expectAccessible(page, "students who are not in the list");

  // Somebody else adds a student meanwhile, whom Ms Rao has not seen.
  await ownSchool.enrol("Dana Levi");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("Somebody else changed students just now.");
  expect(await studentsOf(ownSchool)).toEqual(["Asha Verma active", "Dana Levi active"]);
  await expect(page.getByText("1 new student and 2 deactivated")).toBeVisible();

  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByRole("heading", { name: "The list is imported" })).toBeVisible();
  expect(await studentsOf(ownSchool)).toEqual([
    "Asha Verma deactivated",
    "Ben Okafor invited",
    "Dana Levi deactivated",
  ]);
});

test("What cannot be read as a list says so in words", async ({ arrive, ownSchool }) => {
  const { page } = await arrive(ownSchool.rao, {
    path: "/people/import",
    viewport: PHONE,
    school: ownSchool,
  });
  const dropped = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array([0x4a, 0xf6, 0x72, 0x67])], "old.csv"));
    return transfer;
  });
  const target = page.getByRole("region", { name: "Choose a list of students" });
  await target.dispatchEvent("dragover", { dataTransfer: dropped });
  await target.dispatchEvent("drop", { dataTransfer: dropped });
  await expect(page.getByRole("alert")).toContainText("save it as “CSV UTF-8”");
  await chooseFile(page, "Name,Roll no\n");
  await expect(page.getByRole("alert")).toContainText("There are no students in this list.");
  await chooseFile(page, `Name\n${"x".repeat(8 * 1024 * 1024)}`);
  await expect(page.getByRole("alert")).toContainText("larger than 8 MB");
});

test("Invitations come as a list and as cards that fit their sheets; a card's link lets a student in", async ({
  arrive,
  ownSchool,
  newContext,
}) => {
  await ownSchool.importStudents(
    Array.from({ length: 23 }, (_, index) => `Student Number ${index + 1}`),
    "11 A",
  );
  await ownSchool.importStudents(["Zed Other"], "12 B");
  const { page } = await arrive(ownSchool.rao, { path: "/people", viewport: WIDE, school: ownSchool });
  await page.getByRole("link", { name: "Invitations" }).click();
  await expect(page.getByText("24 students of the school have not signed in yet.")).toBeVisible();
  await page.getByLabel("Class").selectOption("11 A");
  await page.getByRole("button", { name: "Make invitations" }).click();
  await expect(page.getByText("23 invitations are ready")).toBeVisible();
  await expectAccessible(page, "invitations");
  await page.setViewportSize(PHONE);
  await expectAccessible(page, "invitations on a phone");

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download as CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("invitations.csv");
  const lines = (await readFile(await download.path(), "utf8")).trimEnd().split("\r\n");
  expect(lines).toHaveLength(24);
  expect(lines[0]).toBe("\uFEFFRoll ID,Name,Email,Class,Link");

  const student = await (await newContext()).newPage();
  await student.goto(lines[1]?.split(",").at(-1) ?? "");
  await expect(student.getByText("Welcome, Student Number 1")).toBeVisible();

  await page.emulateMedia({ media: "print" });
  const cards = page.getByRole("article");
  await expect(page.getByRole("heading", { name: "Student Number 23" })).toBeVisible();
  expect(await cards.filter({ visible: true }).count()).toBe(23);
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: false });
  expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)).toHaveLength(3);
  await page.emulateMedia({ media: "screen" });
});

test("Ms Rao exports the students, and one conversation to read", async ({
  arrive,
  ownSchool,
  newContext,
}) => {
  const asha = await ownSchool.enrol("Asha Verma");
  const roomId = await ownSchool.rao.openConversation(asha.accountId);
  await asha.say(roomId, "Is <b>school</b> open tomorrow?");
  const { page } = await arrive(ownSchool.rao, { path: "/people", viewport: WIDE, school: ownSchool });
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("students.csv");
  expect(await readFile(await download.path(), "utf8")).toContain("Asha Verma");

  const [conversation] = await Promise.all([
    page.waitForEvent("download"),
    page.evaluate((path) => {
      location.href = path;
    }, `/api/desk/students/${asha.accountId}/export`),
  ]);
  expect(conversation.suggestedFilename()).toMatch(/^conversation-.*\.html$/);
  const html = await readFile(await conversation.path(), "utf8");
  const reader = await (await newContext({ viewport: PHONE })).newPage();
  await reader.setContent(html);
  await expect(reader.getByText("Is <b>school</b> open tomorrow?")).toBeVisible();
  expect(
    await reader.locator("article").evaluate((article) => getComputedStyle(article).borderTopLeftRadius),
  ).not.toBe("0px");
  await expectAccessible(reader, "an exported conversation");
});
