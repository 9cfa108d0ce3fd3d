import { expectNoSidewaysScroll } from "../support/accessibility.ts";
import { expect, test } from "../support/fixtures.ts";
import { fillWithEverything } from "../support/full-room.ts";
import { buildPseudoLocale, IN_PSEUDO_LOCALE, servePseudoLocale } from "../support/pseudo-locale.ts";
import { PASSWORD } from "../support/school.ts";

// One after the other, in one process, which builds once.
test.describe.configure({ mode: "default" });
test.beforeAll(buildPseudoLocale);

for (const width of [360, 768, 1440]) {
  test(`${width} px wide: written from right to left, in longer words, every screen holds`, async ({
    school,
    newContext,
  }) => {
    const context = await newContext({ ...IN_PSEUDO_LOCALE, viewport: { width, height: 800 } });
    await servePseudoLocale(context);
    const room = await school.createRoom("Science fair");
    const asha = await school.enrol("Asha Verma");
    await asha.join(room.roomId);
    await fillWithEverything(room, school.rao, asha);
    const page = await context.newPage();
    const { url } = school.server;
    const holds = async (screen: string) => {
      await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
      await expectNoSidewaysScroll(page, screen);
    };

    await page.goto(`${url}/rooms/${room.roomId}`);
    await expect(page.locator("form")).toBeVisible();
    await holds("sign-in");
    await page.locator("[name=identifier]").fill(school.rao.email);
    await page.locator("[name=password]").fill(PASSWORD);
    await page.locator("[type=submit]").click();

    const log = page.getByRole("log");
    await expect(log.getByText("Last of all")).toBeVisible();
    await holds("a room");
    const others = await log
      .getByRole("article", { description: "I have: it stands in the hall" })
      .boundingBox();
    const own = await log.getByRole("article", { description: "Last of all" }).boundingBox();
    expect(others?.x).toBeGreaterThan(own?.x ?? 0);
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog").getByRole("option").first()).toBeVisible();
    await holds("going to a room");

    for (const path of ["/rooms", "/people", "/settings", "/settings/devices", "/settings/programs"]) {
      await page.goto(url + path);
      await expect(page.getByRole("status").filter({ hasText: accented("Connected") })).toBeVisible();
      await holds(path);
    }
  });
}

/** An English word in the pseudo-locale, whichever accents it has there. */
const accented = (word: string) =>
  new RegExp([...word].map((letter) => `[${letter}\\u00C0-\\u017F]`).join(""));
