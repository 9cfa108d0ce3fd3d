/** What only a browser has: IndexedDB, Web Locks, BroadcastChannel. Still without a page. */
export { type BrowserStorage, type DraftStorage, openBrowserStorage } from "./browser-storage.ts";
