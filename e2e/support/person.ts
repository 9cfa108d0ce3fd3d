import { expect, type Locator, type Page } from "@playwright/test";
import type { Account } from "./account.ts";
import { PASSWORD } from "./school.ts";

/** A command that a page has sent over its WebSocket. */
export interface SentCommand {
  type: string;
  roomId?: string;
}

/** A person at a browser: what they do, and where they look. */
export class Person {
  /** The WebSockets that the page has opened, by their path. */
  readonly sockets: string[] = [];
  /** The commands that went over WebSocket, in order. */
  readonly sent: SentCommand[] = [];
  /** The frames that came over WebSocket, in order. */
  readonly received: string[] = [];

  constructor(
    readonly page: Page,
    readonly account: Account,
    /** Where this browser finds the server. */
    readonly url: string,
  ) {
    page.on("websocket", (socket) => {
      this.sockets.push(new URL(socket.url()).pathname);
      socket.on("framereceived", ({ payload }) => this.received.push(String(payload)));
      socket.on("framesent", ({ payload }) =>
        this.sent.push((JSON.parse(String(payload)) as { command: SentCommand }).command),
      );
    });
  }

  get log(): Locator {
    return this.page.getByRole("log");
  }

  get composer(): Locator {
    return this.page.getByRole("textbox", { name: /^Message to / });
  }

  get rooms(): Locator {
    return this.page.getByRole("navigation", { name: "Rooms" });
  }

  /** The one place that says whether messages get through, when it says this. */
  connection(sentence: string | RegExp): Locator {
    return this.page.getByRole("status").and(this.page.getByText(sentence, { exact: true }));
  }

  /** The line under the conversation that says who is typing. */
  typing(sentence: string): Locator {
    return this.page.getByRole("main").getByRole("status").filter({ hasText: sentence });
  }

  /** Writes down what the connection's status says, beginning now. The result gives it, each change once. */
  async listenToConnection(): Promise<() => Promise<string[]>> {
    const status = this.page.getByRole("main").locator("[data-status] [role=status]");
    const heard = await status.evaluateHandle((element) => {
      const sentences = [element.textContent ?? ""];
      new MutationObserver(() => sentences.push(element.textContent ?? "")).observe(element, {
        characterData: true,
        childList: true,
        subtree: true,
      });
      return sentences;
    });
    return () => heard.jsonValue();
  }

  get tryNow(): Locator {
    return this.page.getByRole("button", { name: "Try now" });
  }

  get dialog(): Locator {
    return this.page.getByRole("dialog");
  }

  /** Another tab of the same browser. */
  async openTab(path: string): Promise<Person> {
    const tab = new Person(await this.page.context().newPage(), this.account, this.url);
    await tab.page.goto(tab.url + path);
    return tab;
  }

  /** Goes to an address, and signs in on the page that it shows first. */
  async signIn(path = "/"): Promise<void> {
    await this.page.goto(this.url + path);
    await this.fillSignIn(this.account.email, PASSWORD);
    await expect(this.connection("Connected")).toBeVisible();
  }

  async fillSignIn(identifier: string, password: string): Promise<void> {
    await this.page.getByLabel("E-mail or roll ID").fill(identifier);
    await this.page.getByLabel("Password", { exact: true }).fill(password);
    await this.page.getByRole("button", { name: "Sign in" }).click();
  }

  /** The commands of this kind that went over WebSocket. */
  sentOf(type: string): SentCommand[] {
    return this.sent.filter((command) => command.type === type);
  }

  /** So that `expectSamePage` notices a reload. */
  async markPage(): Promise<void> {
    await this.page.evaluate(() => document.body.setAttribute("data-marked", ""));
  }

  async expectSamePage(): Promise<void> {
    await expect(this.page.locator("body")).toHaveAttribute("data-marked");
  }

  /** The message with exactly this text; an answer that quotes it is another one. */
  message(text: string): Locator {
    return this.log.getByRole("article", { description: text, exact: true });
  }

  /** The row of a room in the list. */
  row(title: string): Locator {
    return this.rooms.getByRole("link").filter({ has: this.page.getByText(title, { exact: true }) });
  }

  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press("Enter");
  }

  async sees(...texts: string[]): Promise<void> {
    for (const text of texts) await expect(this.message(text)).toBeVisible();
  }

  /** The messages in the document, from top to bottom, each as its text. */
  texts(): Promise<string[]> {
    return this.log
      .getByRole("article")
      .evaluateAll((articles) =>
        articles.map((article) => article.ariaDescribedByElements?.[0]?.textContent ?? ""),
      );
  }

  /** The texts of one's own messages in the document that show ✓ or ✓✓. */
  textsShownAsSent(): Promise<string[]> {
    return this.log.getByRole("article").evaluateAll((articles) =>
      articles.flatMap((article) => {
        const state = article.querySelector("[data-state]")?.textContent ?? "";
        const text = article.ariaDescribedByElements?.[0]?.textContent ?? "";
        return ["Sent", "Delivered", "Read"].includes(state) ? [text] : [];
      }),
    );
  }

  /** The messages that can be seen whole, and where, in pixels from the top of the page. */
  messagesInView(): Promise<{ text: string; top: number }[]> {
    return this.log.getByRole("article").evaluateAll((articles) =>
      articles.flatMap((article) => {
        const view = article.closest("[role=log]")?.getBoundingClientRect();
        const { top, bottom } = article.getBoundingClientRect();
        if (!view || top < view.top || bottom > view.bottom) return [];
        return [{ text: article.ariaDescribedByElements?.[0]?.textContent ?? "", top: Math.round(top) }];
      }),
    );
  }

  /** The same, once nothing moves any more. */
  async restingView(): Promise<{ text: string; top: number }[]> {
    let view = await this.messagesInView();
    await expect(async () => {
      const before = view;
      view = await this.messagesInView();
      expect(view).toEqual(before);
    }).toPass();
    return view;
  }

  /** Turns the wheel over the conversation; up is negative. */
  async scrollBy(pixels: number): Promise<void> {
    await this.log.hover();
    await this.page.mouse.wheel(0, pixels);
  }

  /** Opens a message's menu by the mouse and chooses from it. */
  async choose(text: string, action: string): Promise<void> {
    await this.message(text).hover();
    await this.message(text).getByRole("button", { name: "Message menu" }).click();
    await this.page.getByRole("menuitem", { name: action }).click();
  }

  /** Chooses from the menu of the room in view. */
  async chooseForRoom(action: string): Promise<void> {
    await this.page.getByRole("button", { name: "Room menu" }).click();
    await this.page.getByRole("menuitem", { name: action }).click();
  }

  /** Leaves the room in view. */
  async leaveRoom(): Promise<void> {
    await this.chooseForRoom("Leave room");
    await this.dialog.getByRole("button", { name: "Leave room" }).click();
    await expect(this.dialog).toHaveCount(0);
  }

  /** A room in the list of those that can be joined. */
  roomToJoin(title: string): Locator {
    return this.dialog.getByRole("listitem").filter({ has: this.page.getByText(title, { exact: true }) });
  }

  /** The row of the one person whom a search on the page of people finds. */
  async findPerson(search: string): Promise<Locator> {
    await this.page.getByRole("searchbox", { name: "Name, e-mail or roll ID" }).fill(search);
    const rows = this.page.getByRole("main").getByRole("listitem");
    await expect(rows).toHaveCount(1);
    return rows;
  }
}
