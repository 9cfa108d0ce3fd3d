import { expect, type Locator } from "@playwright/test";
import type { Person } from "./person.ts";

/** The page that finds messages, as somebody has it before them. */
export class MessageSearch {
  constructor(readonly person: Person) {}

  get field(): Locator {
    return this.person.page.getByRole("searchbox", { name: "Search messages" });
  }

  get hits(): Locator {
    return this.person.page.getByRole("list", { name: "Messages, newest first" }).getByRole("listitem");
  }

  /** Types until the index has what was just written: it is there a moment after the message. */
  async finds(q: string, ...texts: string[]): Promise<void> {
    const { page } = this.person;
    await expect(async () => {
      await this.field.fill("");
      await this.field.fill(q);
      await expect(page).toHaveURL(/[?]q=/);
      await expect(this.hits).toHaveText(
        texts.map((text) => new RegExp(text)),
        { timeout: 1_000 },
      );
    }).toPass();
  }

  async open(text: string): Promise<void> {
    await this.hits.filter({ hasText: text }).getByRole("link").click();
  }
}
