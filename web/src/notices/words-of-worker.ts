import { type Client, isConnected } from "@encrptalk/client";
import { wordToPageSchema } from "../service-worker/word-to-page.ts";

/** Answers what the service worker asks this page. The result stops it. */
export function listenToWorker(client: Client, open: (path: string) => void): () => void {
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  if (workers === undefined) return () => {};
  const onMessage = ({ data, ports }: MessageEvent) => {
    const word = wordToPageSchema.safeParse(data).data;
    if (word === undefined) return;
    if (word.type === "open") open(word.path);
    // What is connected hears of the same by itself.
    ports[0]?.postMessage(word.type === "open" || isConnected(client.connection.get()));
  };
  workers.addEventListener("message", onMessage);
  workers.startMessages();
  return () => workers.removeEventListener("message", onMessage);
}
