import { ProtocolError } from "@encrptalk/protocol";
import type { Accounts, Actor } from "../accounts/index.ts";
import { Turns } from "./turns.ts";

/** Large answers, made one at a time for each account, so that nobody's keep all others waiting. */
export class LargeReads {
  readonly #turns: Turns;

  /** `most`: under way and waiting for one account; more are refused with `rate-limited`. */
  constructor(
    most: number,
    readonly accounts: Pick<Accounts, "isSignedIn">,
  ) {
    this.#turns = new Turns(most);
  }

  /** Errors: `rate-limited`, and `unauthenticated` for whoever was signed out while they waited. */
  take<Result>(actor: Actor, work: () => Promise<Result>): Promise<Result> {
    return this.#turns.take(actor.accountId, async (hasWaited) => {
      if (hasWaited && !(await this.accounts.isSignedIn(actor))) throw new ProtocolError("unauthenticated");
      return await work();
    });
  }
}
