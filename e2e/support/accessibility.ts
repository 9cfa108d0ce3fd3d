import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** axe finds nothing on the page, light and dark, and nothing of it is wider than the window. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  await stillness(page);
  await expectNoSidewaysScroll(page, screen);
  const axe = onOnePage(page);
  // A menu opens over the page, outside of its landmarks; axe knows that of dialogs only.
  if ((await page.getByRole("menu").count()) > 0) axe.disableRules("region");
  expect(await findings(axe), `what axe finds on: ${screen}, light`).toEqual([]);

  await page.emulateMedia({ colorScheme: "dark" });
  await stillness(page);
  // Nothing but the colours is another.
  const contrast = onOnePage(page).withRules("color-contrast");
  expect(await findings(contrast), `what axe finds on: ${screen}, dark`).toEqual([]);
  await page.emulateMedia({ colorScheme: "light" });
}

/** Without a tab of its own for putting results together, which only pages with frames need. */
const onOnePage = (page: Page) => new AxeBuilder({ page }).setLegacyMode(true);

async function findings(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(" ")}: ${failureSummary}`),
  );
}

export async function expectNoSidewaysScroll(page: Page, screen: string): Promise<void> {
  const tooFar = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(tooFar, `pixels that stand out of the window on: ${screen}`).toBe(0);
}

/** What fades has faded; what turns for ever does not count. */
async function stillness(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}
