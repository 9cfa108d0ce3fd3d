import type {
  AddPerson,
  DeviceId,
  DisplaySettings,
  MessageId,
  RoomId,
  SchoolSettings,
} from "@encrptalk/protocol";
import pino from "pino";
import type { Actor } from "../accounts/index.ts";
import type { MailConfig } from "../config.ts";
import { createNotifications, type Notifications } from "../notifications/index.ts";
import { createSchool } from "../school/index.ts";
import type { Store } from "../store/store.ts";
import { ASHA, type Browser, TestSchool } from "./accounts-school.ts";
import type { FakeClock } from "./fake-clock.ts";
import { PushService, type SubscribedBrowser } from "./push-service.ts";

/** Somebody signed in on one device that can be pushed to. */
export interface PhoneOwner {
  actor: Actor;
  browser: Browser;
  phone: SubscribedBrowser;
}

export interface NotifiedSchoolOptions {
  mail?: MailConfig;
  publicUrl?: string | null;
}

/** A school that tells people what they miss, with Ms Rao, a push service, and a clock that stands still. */
export class NotifiedSchool implements AsyncDisposable {
  readonly pushService = new PushService();
  readonly connected = new Set<DeviceId>();
  /** What was told of pushes and e-mails. */
  readonly outcomes: string[] = [];
  /** What went to the log. */
  readonly logged: Record<string, unknown>[] = [];
  notifications!: Notifications;
  rao!: Actor;
  #messages = 0;

  private constructor(
    readonly school: TestSchool,
    readonly options: NotifiedSchoolOptions,
  ) {}

  static async open(options: NotifiedSchoolOptions = {}): Promise<NotifiedSchool> {
    const school = await TestSchool.open();
    const notified = new NotifiedSchool(school, options);
    notified.rao = await school.actor(await school.setUp());
    await notified.start();
    await notified.change({ timeZone: "UTC" });
    return notified;
  }

  get clock(): FakeClock {
    return this.school.clock;
  }

  get store(): Store {
    return this.school.store;
  }

  async start(): Promise<void> {
    const { store, clock, online } = this.school;
    const { mail = null, publicUrl = "https://talk.example.org" } = this.options;
    const log = pino({ base: null }, { write: (line: string) => void this.logged.push(JSON.parse(line)) });
    this.notifications = await createNotifications({
      store,
      clock,
      log,
      publicUrl,
      pushServices: [this.pushService.origin],
      mail,
      schoolSettings: () => createSchool(store.sql, clock).settings(),
      isConnected: (_accountId, deviceId) => this.connected.has(deviceId),
      isOnline: (accountId) => online.has(accountId),
      onPushed: (outcome) => this.outcomes.push(outcome),
      onMailed: (outcome) => this.outcomes.push(outcome),
    });
  }

  /** As the server does: all stops, and begins again on the same database. */
  async restart(): Promise<void> {
    await this.notifications.close();
    await this.school.stop();
    await this.school.start();
    await this.start();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.notifications.close();
    await this.pushService.close();
    await this.school[Symbol.asyncDispose]();
  }

  /** Lets time pass, and what falls due be done. */
  async pass(ms: number): Promise<void> {
    await this.notifications.settled();
    this.clock.pass(ms);
    await this.notifications.settled();
  }

  async admit(person: AddPerson = ASHA): Promise<{ actor: Actor; browser: Browser }> {
    const browser = await this.school.admit(person);
    return { actor: await this.school.actor(browser), browser };
  }

  actorOf(browser: Browser): Promise<Actor> {
    return this.school.actor(browser);
  }

  /** Adds a person whose browser is subscribed, and closed. */
  async admitWithPhone(person: AddPerson = ASHA): Promise<PhoneOwner> {
    const admitted = await this.admit(person);
    return { ...admitted, phone: await this.subscribe(admitted.actor) };
  }

  async subscribe(actor: Actor): Promise<SubscribedBrowser> {
    const browser = await this.pushService.subscribe(this.notifications.pushKey);
    await this.notifications.subscribe(actor, browser.subscription);
    return browser;
  }

  change(settings: Partial<SchoolSettings>): Promise<SchoolSettings> {
    return createSchool(this.store.sql, this.clock).updateSettings(this.rao, settings);
  }

  async choose(actor: Actor, settings: Partial<DisplaySettings>): Promise<void> {
    const { settings: before } = await this.school.accounts.me(actor);
    await this.school.accounts.changeSettings(actor, { ...before, ...settings });
  }

  async conversation(student: Actor, by: Actor = this.rao): Promise<RoomId> {
    const roomId = crypto.randomUUID() as RoomId;
    return await this.store.openConversation({ roomId, studentId: student.accountId, ...this.#origin(by) });
  }

  /** Ms Rao is in it too. */
  async group(title: string, ...members: Actor[]): Promise<RoomId> {
    const roomId = crypto.randomUUID() as RoomId;
    await this.store.createRoom({ roomId, title, isDefault: false, ...this.#origin(this.rao) });
    for (const member of [this.rao, ...members])
      await this.store.joinRoom({ roomId, accountId: member.accountId, ...this.#origin(member) });
    return roomId;
  }

  async say(by: Actor, roomId: RoomId, text: string, mentioned: Actor[] = []): Promise<number> {
    this.#messages += 1;
    const mentions = mentioned.map(({ accountId }) => accountId);
    const { number } = await this.store.sendMessage({
      roomId,
      messageId: `message-${this.#messages}` as MessageId,
      body: { alg: "plain", text, ...(mentions.length > 0 && { mentions }) },
      ...this.#origin(by),
    });
    return number;
  }

  async read(by: Actor, roomId: RoomId, number: number): Promise<void> {
    await this.store.markReceipts([{ roomId, accountId: by.accountId, read: number }]);
  }

  connect({ deviceId }: Actor): void {
    this.connected.add(deviceId);
  }

  /** The page is closed; `heardAt`: when it last gave a sign of life, now where it said goodbye. */
  disconnect({ accountId, deviceId }: Actor, heardAt = this.clock.now()): void {
    this.connected.delete(deviceId);
    this.notifications.connectionLost({ accountId, deviceId, heardAt });
  }

  #origin({ accountId, deviceId }: Actor) {
    return { sender: { accountId, deviceId }, at: this.clock.now() };
  }
}
