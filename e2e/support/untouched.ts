import { expect, type Page } from "@playwright/test";

/** Markup that would tell that it became more than text: it makes an element, and sets `__pwned`. */
export const markup = (where: string): string => `<img src=x id=pwned-${where} onerror=__pwned=1>`;

/** Fails when some text of a page has become markup, has run, or is a link that does not only lead to a page or a mail. */
export async function expectUntouched(page: Page, where: string): Promise<void> {
  const found = await page.evaluate(() => {
    const made =
      "[id^=pwned], [onerror], [onload], [onclick], iframe, object, embed, base, script:not([src])";
    const isSafe = ({ protocol, target, rel }: HTMLAnchorElement) =>
      /^(https?|mailto|blob):$/.test(protocol) && (target !== "_blank" || rel.includes("noopener"));
    const links = [...document.querySelectorAll<HTMLAnchorElement>("a[href]")];
    return {
      hasRun: "__pwned" in globalThis,
      elements: [...document.querySelectorAll(made)].map((element) => element.outerHTML),
      links: links.filter((link) => !isSafe(link)).map((link) => link.outerHTML),
    };
  });
  expect({ where, ...found }).toEqual({ where, hasRun: false, elements: [], links: [] });
}
