import { expect, type Locator, type Page } from "@playwright/test";
import type { Person } from "./person.ts";

export type Filter = "All" | "Unread" | "Active" | "Closed" | "New";

/** The desk as a member of staff has it before them. */
export class Desk {
  readonly page: Page;

  constructor(readonly person: Person) {
    this.page = person.page;
  }

  get list(): Locator {
    return this.page.getByRole("navigation", { name: "Students" });
  }

  get find(): Locator {
    return this.page.getByRole("searchbox", { name: "Find a student" });
  }

  get details(): Locator {
    return this.page.getByRole("complementary", { name: "Student details" });
  }

  get closeButton(): Locator {
    return this.page.getByRole("button", { name: "Close the conversation" });
  }

  get reopenButton(): Locator {
    return this.page.getByRole("button", { name: "Reopen the conversation" });
  }

  /** The row of a student in the list. */
  row(name: string): Locator {
    return this.list.getByRole("link").filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** The row of the student whose conversation is open. */
  get selected(): Locator {
    return this.list.locator("[aria-current=page]");
  }

  /** Its label tells how many it has. */
  filter(name: Filter): Locator {
    return this.page.getByRole("radio", { name: new RegExp(`^${name}`) });
  }

  /** How many a filter says it has. */
  count(name: Filter): Promise<string> {
    return this.page
      .locator("label")
      .filter({ has: this.filter(name) })
      .innerText();
  }

  async choose(name: Filter): Promise<void> {
    await this.filter(name).check({ force: true });
  }

  /** `null`: all of them. */
  async chooseClass(className: string | null): Promise<void> {
    const select = this.page.getByRole("combobox", { name: "Class", exact: true });
    const option = select.getByRole("option", { name: className ?? "All classes" });
    await expect(option).toBeAttached();
    await select.selectOption(className ?? "");
  }

  /** Opens a student's conversation by a click. */
  async open(name: string): Promise<void> {
    await this.row(name).click();
    await expect(this.page.getByRole("textbox", { name: `Message to ${name}`, exact: true })).toBeVisible();
  }

  /** The names in the document, from top to bottom as they are seen. */
  async names(): Promise<string[]> {
    return (await this.rows()).map(({ name }) => name);
  }

  /** What each row says, from top to bottom as they are seen; who is online or typing left out. */
  rows(): Promise<{ name: string; says: string }[]> {
    return this.list.getByRole("link").evaluateAll((links) =>
      links
        .map((link) => ({
          top: link.getBoundingClientRect().top,
          name: link.querySelector("[dir=auto]")?.textContent ?? "",
          says: (link.textContent ?? "").replace(/Online/, ""),
        }))
        .toSorted((a, b) => a.top - b.top)
        .map(({ name, says }) => ({ name, says })),
    );
  }
}
