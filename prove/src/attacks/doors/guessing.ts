import { describe, expect, test } from "bun:test";
import { PASSWORD } from "../../program/school.ts";
import { IS_WHOLE, tried } from "../tried.ts";
import type { Answer, Doors } from "./doors.ts";

/** Wrong answers for one account that are judged at once. */
const JUDGED = 10;
const TIMED_ROUNDS = IS_WHOLE ? 8 : 2;

export function guessing(doors: () => Doors): void {
  const guess = (identifier: string, password: string, headers: Record<string, string> = {}) =>
    doors().ask("POST", "/api/sign-in", {
      body: { identifier, password },
      headers: { origin: doors().program.url, ...headers },
    });

  describe("whoever guesses", () => {
    test("gets ten of a hundred wrong passwords judged, though all come at once and each looks like another's", async () => {
      const { email } = (await doors().school.enrol("Ben")).me;
      const names = [email, email.toUpperCase(), ` ${email} `, email.replace("s", "S"), `\t${email}`];
      const answers = await Promise.all(
        Array.from({ length: 100 }, (_, attempt) =>
          guess(names[attempt % names.length] ?? email, `wrong password ${attempt}`, {
            "x-forwarded-for": `10.0.0.${attempt}`,
            "x-real-ip": `10.0.0.${attempt}`,
            forwarded: `for=10.0.0.${attempt}`,
          }),
        ),
      );
      const codes = Map.groupBy(answers, ({ code }) => code);
      expect(codes.get("wrong-credentials")?.length ?? 0).toBeLessThanOrEqual(JUDGED);
      expect([...codes.keys()].filter((code) => code !== "malformed").sort()).toEqual([
        "rate-limited",
        "wrong-credentials",
      ]);
      expect(answers.every(({ headers }) => headers.getSetCookie().length === 0)).toBe(true);
      expect((await guess(email, PASSWORD)).code).toBe("rate-limited");
      expect((await guess(doors().asha.me.email, PASSWORD)).status).toBe(200);
      tried("wrong passwords at the same time, ten of them judged", answers.length);
    });

    test("is answered alike, and as slowly, whether there is such an account or not", async () => {
      const { school } = doors();
      const { email: invited } = await invite(doors());
      const { me } = await school.enrol("Cara");
      const gone = await school.enrol("Dan");
      await school.rao.ask("POST", `/api/people/${gone.me.accountId}/deactivate`);
      const kinds: Record<string, (round: number) => string> = {
        known: () => me.email,
        "known by roll ID": () => me.rollId ?? "",
        invited: () => invited,
        deactivated: () => gone.me.email,
        unknown: (round) => `nobody-${round}@hill.example`,
        "unknown roll ID": (round) => `NOBODY-${round}`,
      };
      const best: Record<string, number> = {};
      const answers: Answer[] = [];
      for (let round = 0; round < TIMED_ROUNDS; round += 1) {
        for (const [kind, identifier] of Object.entries(kinds)) {
          const startedAt = performance.now();
          answers.push(await guess(identifier(round), "not the password at all"));
          best[kind] = Math.min(best[kind] ?? Number.POSITIVE_INFINITY, performance.now() - startedAt);
        }
      }
      const told = answers.map(({ status, text, headers }) => [status, text, [...headers.keys()].sort()]);
      expect(new Set(told.map((answer) => JSON.stringify(answer))).size).toBe(1);
      // Without the work of a password, an answer comes in less than a tenth of the time.
      const times = Object.values(best);
      const ratio = Math.max(...times) / Math.min(...times);
      expect({ best, isAlike: ratio < 8 }).toEqual({ best, isAlike: true });
      tried("sign-ins as known and unknown people, told apart by nothing", answers.length, {
        figures: `slowest kind ${ratio.toFixed(2)} × the fastest`,
      });
    });
  });
}

/** Somebody who has no password yet. */
async function invite({ school }: Doors): Promise<{ email: string }> {
  const email = "eve@hill.example";
  await school.rao.ask("POST", "/api/people", {
    ...{ role: "student", name: "Eve", email },
    ...{ rollId: "EVE", className: "10 B" },
  });
  return { email };
}
