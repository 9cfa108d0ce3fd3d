import type { RoomId } from "@encrptalk/protocol";

/** What the system is asked to show for a room, by a page and by the service worker alike. */
export interface RoomNotification {
  roomId: RoomId;
  title: string;
  body: string;
  /** Where a click leads. */
  path: string;
  silent: boolean;
}

/** There is one notification per room and device: a newer one takes the older one's place. */
const tagOf = (roomId: RoomId): string => `room:${roomId}`;

/** Rejects when the person has taken the permission back. */
export const showRoomNotification = (
  registration: ServiceWorkerRegistration,
  { roomId, title, body, path, silent }: RoomNotification,
): Promise<void> => {
  const options: NotificationOptions & { renotify: boolean } = {
    tag: tagOf(roomId),
    renotify: true,
    body,
    dir: "auto",
    icon: "/icon-192.png",
    badge: "/badge-96.png",
    silent,
    data: { path },
  };
  return registration.showNotification(title, options);
};

export async function closeRoomNotification(registration: ServiceWorkerRegistration, roomId: RoomId) {
  for (const shown of await registration.getNotifications({ tag: tagOf(roomId) })) shown.close();
}
