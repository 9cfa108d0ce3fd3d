import { expect, test } from "../support/fixtures.ts";

const MARKUP = `<img src=x onerror="alert(1)"><script>alert(2)</script>`;

test("Markup in a message, a person's name and a room's title is shown as it was written, everywhere", async ({
  school,
  arrive,
}) => {
  const name = `<b onclick=alert(3)>Mallory</b>`;
  const title = `<svg onload=alert(4)> ${school.nextNumber()}`;
  const room = { roomId: await school.rao.createRoom(title), title };
  const elsewhere = await school.createRoom("Choir");
  const mallory = await arrive(name, { room });
  const asha = await arrive("Asha", { room: elsewhere });
  await asha.account.join(room.roomId);
  await expect(asha.row(title)).toBeVisible();

  await mallory.composer.pressSequentially("<i>");
  await expect(asha.row(title)).toContainText(`${name} is typing…`);
  await mallory.say(MARKUP);
  const toast = asha.page.getByRole("region", { name: "Notices" });
  await expect(toast.getByText(`${name} in ${title}`)).toBeVisible();
  await expect(toast.getByText(MARKUP)).toBeVisible();
  await expect(asha.row(title)).toContainText(`${name}: ${MARKUP}`);

  await asha.row(title).click();
  await asha.sees(MARKUP);
  await expect(asha.page).toHaveTitle(`${title} · Hill School`);
  await expect(asha.message(MARKUP)).toHaveAccessibleName(new RegExp(`^${name.replace(/[()]/g, "\\$&")}, `));
  await asha.choose(MARKUP, "Reply");
  await asha.say(`Answer: ${MARKUP}`);
  await expect(asha.message(`Answer: ${MARKUP}`).getByRole("button", { name: MARKUP })).toBeVisible();
  await asha.page.getByRole("button", { name: "Show members" }).click();
  await expect(asha.page.getByRole("listitem").filter({ hasText: name }).last()).toBeVisible();
  await asha.choose(`Answer: ${MARKUP}`, "Delete");
  await expect(asha.dialog).toContainText(MARKUP);
  await expect(asha.page.locator("img[src=x], body script, b, i, svg[onload]")).toHaveCount(0);
});

test("Addresses become links that are safe to open, and javascript: stays text", async ({
  school,
  arrive,
}) => {
  const room = await school.createRoom();
  const asha = await arrive("Asha", { room });
  const text =
    "See https://hill.example/trip?a=1&b=2, or (http://hill.example/list). Not javascript:alert(1), data:text/html,hi or file:///etc/passwd";
  await asha.say(text);
  await asha.say("mailto:rao@hill.example");

  const links = asha.message(text).getByRole("link");
  await expect(links).toHaveText(["https://hill.example/trip?a=1&b=2", "http://hill.example/list"]);
  for (const link of await links.all()) {
    await expect(link).toHaveAttribute("target", "_blank");
    await expect(link).toHaveAttribute("rel", "noopener noreferrer");
  }
  await expect(asha.message("mailto:rao@hill.example").getByRole("link")).toHaveAttribute(
    "href",
    "mailto:rao@hill.example",
  );
});

test("Text of every script, and of several people in one emoji, arrives as it was written", async ({
  school,
  arrive,
}) => {
  const room = await school.createRoom();
  const asha = await arrive("Zoë Ångström 李", { room });
  const ben = await arrive("Ben", { room });
  for (const text of [
    "नमस्ते, क्या हाल है?",
    "مرحبا بالجميع",
    "👩‍👩‍👧‍👦 🏳️‍🌈 🇮🇳",
    "Z̸͎͝a̶l̴g̷o̶",
    "日本語のテスト",
    "‮abc‬",
    "a\u0000b".replace("\u0000", "�"),
  ]) {
    await asha.say(text);
    await ben.sees(text);
  }
  await asha.composer.fill("x".repeat(8_001));
  await expect(asha.page.getByText("1 character too many: at most 8,000.")).toBeVisible();
  await expect(asha.page.getByRole("button", { name: "Send" })).toBeDisabled();
  await asha.composer.fill("👩‍👩‍👧‍👦".repeat(2_000));
  await asha.composer.press("Enter");
  await expect(asha.log.getByRole("article").last().getByText("Sent", { exact: true })).toBeAttached();
});
