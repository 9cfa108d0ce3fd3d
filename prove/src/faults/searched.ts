import type { SearchPage } from "@encrptalk/protocol";
import type { Sending } from "../witness/ledger.ts";
import type { Scene } from "../witness/scene.ts";

/** What is found "a moment after it was acknowledged" (P50) is found within this time. */
const FOUND_WITHIN_MS = 5_000;

/** The texts among them that searching does not find, in the room in which they were said. */
export async function unfound({ school }: Scene, sendings: readonly Sending[]): Promise<string[]> {
  const found = async ({ text, roomId }: Sending): Promise<boolean> => {
    const q = encodeURIComponent(`"${text}"`);
    const { hits } = await school.rao.ask<SearchPage>("GET", `/api/search?q=${q}`);
    return hits.some((hit) => hit.roomId === roomId);
  };
  let missing = [...sendings];
  const deadline = performance.now() + FOUND_WITHIN_MS;
  while (missing.length > 0 && performance.now() < deadline) {
    const isFound = await Promise.all(missing.map(found));
    missing = missing.filter((_, index) => !isFound[index]);
  }
  return missing.map(({ text }) => text);
}
