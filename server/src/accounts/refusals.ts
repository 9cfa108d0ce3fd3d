import { type AccountId, ProtocolError } from "@encrptalk/protocol";
import type { Clock } from "../clock.ts";
import type { Sql } from "../store/store.ts";
import { type Rate, TokenBucket, TokenBuckets } from "../token-bucket.ts";
import type { Log } from "./context.ts";

/** Refused sign-ins of one account that are listed: ten at once, then one in an hour. */
const PER_ACCOUNT: Rate = { burst: 10, perSecond: 1 / 3_600 };
/** Of all accounts together: a thousand at once, then one in a minute, which is half a megabyte a day. */
const IN_ALL: Rate = { burst: 1_000, perSecond: 1 / 60 };

/**
 * Writes refused sign-ins down, so far that staff see them and no stranger fills the disk: past the limits they are only
 * counted, and the next one that is written down says how many.
 */
export class Refusals {
  readonly #sql: Pick<Sql, "record">;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #accounts: TokenBuckets;
  readonly #all: TokenBucket;
  #unlisted = 0;

  constructor(sql: Pick<Sql, "record">, clock: Clock, log: Log) {
    this.#sql = sql;
    this.#clock = clock;
    this.#log = log;
    this.#accounts = new TokenBuckets(PER_ACCOUNT, clock);
    this.#all = new TokenBucket(IN_ALL, clock);
  }

  /** Not waited for: how long an answer takes must not tell whether there is such an account. */
  note(accountId: AccountId, address: string, error: unknown): void {
    const reason = reasonOf(error);
    if (!reason) return;
    if (!this.#isListed(accountId)) {
      this.#unlisted += 1;
      return;
    }
    const unlisted = this.#unlisted;
    this.#unlisted = 0;
    this.#sql
      .record({
        at: this.#clock.now(),
        actor: { type: "nobody" },
        address,
        subjectId: accountId,
        roomId: null,
        audited: { kind: "sign-in.refused", details: { reason, unlisted } },
      })
      .catch((error) => {
        this.#unlisted += unlisted + 1;
        this.#log.error({ err: error }, "Could not write down a refused sign-in");
      });
  }

  #isListed(accountId: AccountId): boolean {
    if (this.#all.take() > 0) return false;
    if (this.#accounts.take(accountId) === 0) return true;
    this.#all.giveBack();
    return false;
  }
}

function reasonOf(error: unknown): "wrong-password" | "deactivated" | null {
  if (!(error instanceof ProtocolError)) return null;
  if (error.code === "wrong-credentials") return "wrong-password";
  return error.code === "account-deactivated" ? "deactivated" : null;
}
