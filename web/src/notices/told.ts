import type { Client } from "@encrptalk/client";
import type { AccountId, RoomId } from "@encrptalk/protocol";
import { closeToast } from "../design/toast.ts";
import { closeRoomNotification } from "../service-worker/room-notification.ts";
import type { News } from "./news.ts";
import { worker } from "./worker.ts";

export const toastKeyOf = (roomId: RoomId): string => `room:${roomId}`;

/** What this device has told of: it goes when it has been read, here or on another device. */
export class Told {
  readonly #client: Client;
  readonly #watched = new Map<RoomId, () => void>();

  constructor(client: Client) {
    this.#client = client;
  }

  watch({ roomId, studentId }: Pick<News, "roomId" | "studentId">): void {
    const isRead = studentId === null ? this.#roomIsRead(roomId) : this.#entryIsRead(studentId);
    const source = studentId === null ? this.#client.room(roomId).row : this.#client.desk.entry(studentId);
    const look = () => isRead() && this.settle(roomId);
    this.#watched.get(roomId)?.();
    this.#watched.set(roomId, source.subscribe(look));
    look();
  }

  /** Takes away what tells of this room. */
  settle(roomId: RoomId): void {
    this.#watched.get(roomId)?.();
    this.#watched.delete(roomId);
    closeToast(toastKeyOf(roomId));
    const registration = worker.get();
    if (registration !== null) void closeRoomNotification(registration, roomId).catch(() => {});
  }

  /** What is shown since before this page, by the service worker or another page. */
  async adopt(registration: ServiceWorkerRegistration): Promise<void> {
    for (const { tag, data } of await registration.getNotifications()) {
      const roomId = /^room:(.+)$/.exec(tag)?.[1];
      const studentId = /^\/messages\/([^/?]+)/.exec(String(data?.path))?.[1] ?? null;
      if (roomId !== undefined)
        this.watch({ roomId: roomId as RoomId, studentId: studentId as AccountId | null });
    }
  }

  close(): void {
    for (const stop of this.#watched.values()) stop();
    this.#watched.clear();
  }

  // Where nobody has written yet there is nothing to read: that a conversation was opened stays told.
  #roomIsRead(roomId: RoomId) {
    const { row } = this.#client.room(roomId);
    return () => isAllRead(row.get()?.messageCount, row.get()?.unread);
  }

  #entryIsRead(studentId: AccountId) {
    const entry = this.#client.desk.entry(studentId);
    return () => isAllRead(entry.get()?.conversation?.messageCount, entry.get()?.unread);
  }
}

const isAllRead = (messages: number | undefined, unread: number | undefined) =>
  messages !== undefined && messages > 0 && unread === 0;
