import type { Receipt } from "@encrptalk/protocol";

/** Marks only move forward. The same array when nothing has moved. */
export function merged(known: readonly Receipt[], moved: readonly Receipt[]): readonly Receipt[] {
  let result: Receipt[] | null = null;
  for (const receipt of moved) {
    const current: readonly Receipt[] = result ?? known;
    const index = current.findIndex(({ accountId }) => accountId === receipt.accountId);
    const before = current[index];
    // Whoever has received nothing yet has no mark, and the server tells none.
    if (!before && receipt.delivered === 0) continue;
    if (before && before.delivered >= receipt.delivered && before.read >= receipt.read) continue;
    result ??= [...known];
    if (before) result[index] = highest(before, receipt);
    else result.push(receipt);
  }
  return result ?? known;
}

const highest = (a: Receipt, b: Receipt): Receipt => ({
  accountId: a.accountId,
  delivered: Math.max(a.delivered, b.delivered),
  read: Math.max(a.read, b.read),
});
