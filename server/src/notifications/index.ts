export { createNotifications, type Notifications } from "./notifications.ts";
export type { LostConnection } from "./push-notifier.ts";
