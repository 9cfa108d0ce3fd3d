import type { AccountId } from "@encrptalk/protocol";
import { moveSchool } from "../feeds.ts";
import type { Transaction } from "../transaction.ts";

export function peopleChanged(transaction: Transaction, accountIds: readonly AccountId[]): void {
  if (accountIds.length === 0) return;
  const feed = moveSchool(transaction);
  for (const accountId of accountIds) {
    transaction.db.run(
      "INSERT INTO people_changes VALUES (?1, ?2) ON CONFLICT (account_id) DO UPDATE SET position = ?2",
      accountId,
      feed.position,
    );
  }
  transaction.changes.push({ type: "people", ...feed, accountIds: [...accountIds] });
}
