import { type AccountId, quietUntil, type RoomId, type SchoolSettings } from "@encrptalk/protocol";
import type { Clock } from "../../clock.ts";
import type { Change, Store } from "../../store/store.ts";
import type { WaitingMessage, WaitingRoom } from "../../store/waiting.ts";
import { excerpt } from "../excerpt.ts";
import { Later } from "../later.ts";
import { MESSAGE_LIFETIME_MS, roomPath, wanted } from "../news.ts";
import { Posts } from "../posts.ts";
import { digestMail } from "./digest.ts";
import type { Mailer } from "./mailer.ts";
import { type Recipient, readRecipient, recordMailed } from "./recipients.ts";

const MINUTE_MS = 60_000;
/** After a start whoever was connected before comes back first. */
const START_AFTER_MS = 15_000;
/** Between the tries of a mail server that does not take an e-mail; the last one holds until the messages are too old. */
const RETRY_AFTER_MS = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 120 * MINUTE_MS];
const MAILS_AT_ONCE = 4;
/** E-mails under way get this long when the server goes away. */
const STOP_MS = 1_000;
const MOST_TEXT_CHARACTERS = 300;

export interface MailContext {
  store: Pick<Store, "waiting" | "unreadConversations" | "sql">;
  clock: Clock;
  mailer: Mailer;
  delayMinutes: number;
  /** `null`: e-mails cannot link. */
  publicUrl: string | null;
  schoolSettings(): Promise<SchoolSettings>;
  isOnline(accountId: AccountId): boolean;
  onFailure(error: unknown): void;
}

/**
 * One e-mail for what a student without notifications has not read in their conversation for a while. Nothing is
 * queued: it looks at what waits and at what was mailed, so that a restart changes nothing. One look at a time.
 */
export class MailNotifier {
  readonly #rooms: Later<RoomId>;
  readonly #mails = new Posts(MAILS_AT_ONCE);
  readonly #tries = new Map<RoomId, number>();
  #looks: Promise<void>;
  #stopped = false;

  constructor(readonly context: MailContext) {
    this.#rooms = new Later(context.clock, (roomIds) => this.#look(() => this.#lookAt(roomIds)));
    this.#looks = this.#begin().catch(context.onFailure);
  }

  committed(change: Change): void {
    if (change.type !== "desk") return;
    for (const { student, conversation } of change.rows ?? []) {
      const { roomId, lastMessage } = conversation ?? {};
      if (roomId && lastMessage && lastMessage.senderId !== student.accountId)
        this.#rooms.in(this.#delayMs, roomId);
    }
  }

  async settled(): Promise<void> {
    await this.#looks;
    await this.#mails.idle();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#rooms.stop();
    this.#mails.stop();
    await Promise.race([this.settled(), Bun.sleep(STOP_MS)]);
    this.context.mailer.close();
  }

  get #delayMs(): number {
    return this.context.delayMinutes * MINUTE_MS;
  }

  async #begin(): Promise<void> {
    const { store, clock } = this.context;
    const since = clock.now() - MESSAGE_LIFETIME_MS;
    for (const roomId of await store.unreadConversations({ since })) this.#rooms.in(START_AFTER_MS, roomId);
  }

  #look(look: () => Promise<void>): void {
    this.#looks = this.#looks.then(look).catch(this.context.onFailure);
  }

  async #lookAt(roomIds: readonly RoomId[]): Promise<void> {
    for (const roomId of roomIds) {
      if (this.#stopped) return;
      const [room] = await this.context.store.waiting({ roomIds: [roomId] });
      const isToBeMailed = room !== undefined && (await this.#consider(room));
      if (!isToBeMailed) this.#tries.delete(roomId);
    }
  }

  /** Whether an e-mail is to tell of what waits, now or later. */
  async #consider(room: WaitingRoom): Promise<boolean> {
    const { store, clock } = this.context;
    const student = room.student?.accountId;
    const reader = room.readers.find(({ accountId }) => accountId === student);
    const recipient = reader && (await readRecipient(store.sql, reader.accountId, room.roomId));
    if (!recipient) return false;
    const now = clock.now();
    const since = Math.max(reader.read, recipient.mailed);
    const unmailed = wanted(room, reader).filter(
      ({ number, at }) => number > since && now - at < MESSAGE_LIFETIME_MS,
    );
    const [first] = unmailed;
    const last = unmailed.at(-1);
    if (!first || !last) return false;
    // Whoever is here sees it.
    if (this.context.isOnline(recipient.accountId)) {
      await recordMailed(store.sql, recipient.accountId, room.roomId, last.number);
      return false;
    }
    const school = await this.context.schoolSettings();
    const notBefore = Math.max(
      first.at + this.#delayMs,
      quietUntil(now, [recipient.settings.quietHours, school.quietHours], school.timeZone) ?? 0,
    );
    if (notBefore > now) this.#rooms.at(notBefore, room.roomId);
    else if (!this.#mails.has(room.roomId))
      this.#mails.add(room.roomId, () =>
        this.#send(recipient, room, last, room.messageCount - reader.read, school),
      );
    return true;
  }

  async #send(
    recipient: Recipient,
    { roomId }: WaitingRoom,
    last: WaitingMessage,
    unread: number,
    school: SchoolSettings,
  ): Promise<void> {
    const { store, mailer, publicUrl } = this.context;
    const text = school.textInNotifications ? last.text : null;
    try {
      await mailer.send(
        digestMail({
          person: recipient,
          schoolName: school.name,
          unread,
          sender: last.senderName,
          text: text && excerpt(text, MOST_TEXT_CHARACTERS),
          link: publicUrl && publicUrl + roomPath(roomId),
        }),
      );
      this.#tries.delete(roomId);
      await recordMailed(store.sql, recipient.accountId, roomId, last.number);
    } catch (error) {
      this.#tryAgain(roomId, error);
    }
  }

  #tryAgain(roomId: RoomId, error: unknown): void {
    if (this.#stopped) return;
    const tries = this.#tries.get(roomId) ?? 0;
    this.#tries.set(roomId, tries + 1);
    this.#rooms.in(RETRY_AFTER_MS[tries] ?? RETRY_AFTER_MS.at(-1) ?? MINUTE_MS, roomId);
    this.context.onFailure(error);
  }
}
