import type { Page } from "@playwright/test";

/** All that a browser keeps for the pages of the school besides cookies, as one text; empty when there is nothing. */
export const kept = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const found: unknown[] = [...Object.entries(localStorage), ...Object.entries(sessionStorage)];
    const result = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const opened = (name: string) => {
      const request = indexedDB.open(name);
      // It has gone since it was named, and opening makes a new one.
      request.onupgradeneeded = () => request.transaction?.abort();
      return result(request).catch((error: Error) => {
        if (error.name === "AbortError") return null;
        throw error;
      });
    };
    for (const { name = "" } of await indexedDB.databases()) {
      const database = await opened(name);
      if (database === null) continue;
      const stores = [...database.objectStoreNames];
      const readings = stores.map((store) => result(database.transaction(store).objectStore(store).getAll()));
      found.push(name, await Promise.all(readings));
      database.close();
    }
    found.push(...(await caches.keys()));
    return found.length === 0 ? "" : JSON.stringify(found);
  });
