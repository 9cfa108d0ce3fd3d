import { afterEach, beforeEach, describe } from "bun:test";
import { auditContract } from "./contract/audit.ts";
import { catchingUpContract } from "./contract/catching-up.ts";
import { commitsContract } from "./contract/commits.ts";
import { convergenceContract } from "./contract/convergence.ts";
import { conversationsContract } from "./contract/conversations.ts";
import { deskContract } from "./contract/desk.ts";
import { deskConvergenceContract } from "./contract/desk-convergence.ts";
import { deskListContract } from "./contract/desk-list.ts";
import { editingContract } from "./contract/editing.ts";
import { historyContract } from "./contract/history.ts";
import { peopleContract } from "./contract/people.ts";
import { receiptsContract } from "./contract/receipts.ts";
import { roomsContract } from "./contract/rooms.ts";
import { type Alg, School } from "./contract/school.ts";
import { seatsContract } from "./contract/seats.ts";
import { sendingContract } from "./contract/sending.ts";
import { sqlContract } from "./contract/sql.ts";
import { waitingContract } from "./contract/waiting.ts";
import type { Store } from "./store.ts";

/** What any store must do. `open` gives an empty one each time. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  const suite = (title: string, contract: (school: () => School) => void, alg: Alg = "plain") =>
    describe(`${name}: ${title}`, () => {
      let school: School;
      beforeEach(async () => {
        school = await new School(await open(), alg).open();
      });
      afterEach(() => school.store.close());
      contract(() => school);
    });

  for (const alg of ["plain", "mls"] as const) {
    const delivery = (title: string, contract: (school: () => School) => void) =>
      suite(`${title} (${alg === "plain" ? "text" : "bytes that cannot be read"})`, contract, alg);
    delivery("sending", sendingContract);
    delivery("editing and deleting", editingContract);
    delivery("catching up", catchingUpContract);
    delivery("convergence", convergenceContract);
    delivery("conversations", conversationsContract);
    delivery("seats", seatsContract);
  }
  suite("the desk", deskContract);
  suite("the desk's list", deskListContract);
  suite("the desk's convergence", deskConvergenceContract);
  suite("rooms", roomsContract);
  suite("receipts", receiptsContract);
  suite("history", historyContract);
  suite("people", peopleContract);
  suite("commits", commitsContract);
  suite("what waits", waitingContract);
  suite("SQL of the accounts", sqlContract);
  suite("the audit log", auditContract);
}
