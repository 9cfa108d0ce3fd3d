import type { WordToPage } from "./word-to-page.ts";

/** A page that is frozen, or not signed in, does not answer. */
const ANSWER_WITHIN_MS = 700;

/** Whether a page takes care of something. */
export const askPage = (page: Client, word: WordToPage): Promise<boolean> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const timer = setTimeout(() => answer(false), ANSWER_WITHIN_MS);
    const answer = (takesCare: boolean) => {
      clearTimeout(timer);
      port1.close();
      resolve(takesCare);
    };
    port1.onmessage = ({ data }) => answer(data === true);
    page.postMessage(word, [port2]);
  });
