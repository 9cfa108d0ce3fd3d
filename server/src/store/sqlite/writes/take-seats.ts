import type { AccountId } from "@encrptalk/protocol";
import type { Transaction } from "../transaction.ts";

/** The marks are told to nobody: whoever has just come has received nothing. */
export function takeSeats({ db }: Transaction, accountId: AccountId): void {
  if (db.get("SELECT 1 FROM seats WHERE account_id = ? LIMIT 1", accountId)) return;
  db.run(
    `INSERT INTO seats (account_id, student, delivered, read, receipt_position, own_position)
     SELECT ?, number, message_count, message_count, 0, 0 FROM students WHERE message_count > 0`,
    accountId,
  );
}
