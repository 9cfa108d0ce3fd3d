import { describe, expect, test } from "bun:test";
import { type AccountId, CLOSE, type PersonLink } from "@encrptalk/protocol";
import { PASSWORD } from "../../program/school.ts";
import { Database } from "../database.ts";
import { Speaker } from "../speaker.ts";
import { IS_WHOLE, tried } from "../tried.ts";
import { type Doors, PUBLIC_URL } from "./doors.ts";

/** Each costs the work of a password. */
const AT_ONCE = IS_WHOLE ? 20 : 4;
/** Of these the program judges the first ten. */
const SET_UPS = 20;

export function links(doors: () => Doors): void {
  const tokenOf = ({ url }: PersonLink) => new URL(url).hash.slice(1);
  const redeem = (token: string, password = PASSWORD) =>
    doors().ask("POST", "/api/links/redeem", { body: { token, password } });
  const linkFor = (accountId: AccountId) =>
    doors().school.rao.ask<PersonLink>("POST", `/api/people/${accountId}/link`);
  let invited = 0;
  const invite = async () => {
    invited += 1;
    const { person, link } = await doors().school.rao.ask<{
      person: { accountId: AccountId };
      link: PersonLink;
    }>("POST", "/api/people", {
      ...{ role: "student", name: "Hana", email: `hana-${invited}@hill.example` },
      ...{ rollId: `HANA-${invited}`, className: "10 B" },
    });
    return { accountId: person.accountId, link };
  };
  const devicesOf = (accountId: AccountId) =>
    doors().database.all("SELECT 1 FROM devices WHERE account_id = ?", accountId).length;

  describe("what works once", () => {
    test("is the set-up code, though twenty use it at the same time", async () => {
      const { behindTls } = doors();
      const rightCode = await behindTls.setUpCode();
      const setUp = (name: string, code = rightCode) =>
        doors().ask("POST", "/api/set-up", {
          program: behindTls,
          headers: { origin: PUBLIC_URL },
          body: {
            ...{ code, schoolName: `${name}'s school`, name },
            ...{ email: `${name.toLowerCase()}@hill.example`, password: PASSWORD },
          },
        });
      expect((await setUp("Mallory", "AAAA-BBBB-CCCC")).code).toBe("set-up-code-wrong");
      const answers = await Promise.all(Array.from({ length: SET_UPS }, (_, one) => setUp(`Admin${one}`)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ headers }) => headers.getSetCookie().length > 0)).toHaveLength(1);
      expect((await setUp("Mallory")).code).toBe("set-up-done");
      const database = new Database(behindTls);
      expect(database.all("SELECT role FROM accounts")).toEqual([{ role: "admin" }]);
      database.close();
      tried("a set-up code used at the same time", answers.length + 2);
    });

    test.each([
      ["an invitation", async () => await invite()],
      [
        "a link to choose another password",
        async () => {
          const { accountId, link } = await invite();
          await redeem(tokenOf(link));
          return { accountId, link: await linkFor(accountId) };
        },
      ],
    ] as const)("is %s, though many use it at the same time", async (_, make) => {
      const { accountId, link } = await make();
      const passwords = Array.from({ length: AT_ONCE }, (_, one) => `correct horse battery ${one}`);
      const answers = await Promise.all(passwords.map((password) => redeem(tokenOf(link), password)));
      expect(answers.map(({ code }) => code ?? "done").sort()).toEqual([
        "done",
        ...Array.from({ length: AT_ONCE - 1 }, () => "link-invalid"),
      ]);
      expect(devicesOf(accountId)).toBe(1);
      expect((await redeem(tokenOf(link))).code).toBe("link-invalid");
      const inspected = await doors().ask("POST", "/api/links/inspect", { body: { token: tokenOf(link) } });
      expect(inspected.code).toBe("link-invalid");
      tried("one link used at the same time", answers.length + 2);
    });
  });

  describe("a link is void", () => {
    test("after its time, after the next one, and when its owner is deactivated", async () => {
      const { database, school } = doors();
      const [late, replaced, gone] = [await invite(), await invite(), await invite()];
      database.run(
        "UPDATE password_links SET expires_at = ? WHERE account_id = ?",
        Date.now() - 1,
        late.accountId,
      );
      const next = await linkFor(replaced.accountId);
      await school.rao.ask("POST", `/api/people/${gone.accountId}/deactivate`);
      for (const { link, accountId } of [late, replaced, gone]) {
        expect((await redeem(tokenOf(link))).code).toBe("link-invalid");
        expect(devicesOf(accountId)).toBe(0);
      }
      expect((await redeem(tokenOf(next))).status).toBe(200);
    });

    test("and an expired one lives 14 days as an invitation, and one as a reset", async () => {
      const { accountId, link } = await invite();
      const days = ({ expiresAt }: PersonLink) => (expiresAt - Date.now()) / (24 * 60 * 60 * 1_000);
      expect(days(link)).toBeCloseTo(14, 2);
      await redeem(tokenOf(link));
      expect(days(await linkFor(accountId))).toBeCloseTo(1, 2);
    });
  });

  describe("a token", () => {
    test("of a link stands behind the #, which no server and no log on the way ever sees", async () => {
      const { link } = await invite();
      const { pathname, search, hash } = new URL(link.url);
      expect({ pathname, search, isLong: hash.length > 40 }).toEqual({
        ...{ pathname: "/link", search: "", isLong: true },
      });
    });

    test("counts in no address, and a program's not as a cookie nor a browser's as a bearer's", async () => {
      const { asha, program } = doors();
      const value = asha.cookie.slice(asha.cookie.indexOf("=") + 1);
      const [token = ""] = decodeURIComponent(value).split(".");
      const wrong: [string, Record<string, string>][] = [
        [`?token=${asha.token}`, {}],
        [`?access_token=${asha.token}`, {}],
        [`?authorization=Bearer%20${asha.token}`, {}],
        [`?${asha.cookie}`, {}],
        ["", { cookie: `encrptalk=${asha.token}` }],
        ["", { cookie: `__Host-${asha.cookie}` }],
        ["", { authorization: `Bearer ${token}` }],
        ["", { authorization: `Basic ${btoa(`asha:${asha.token}`)}` }],
        ["", { authorization: asha.token }],
        ["", { "x-auth-token": asha.token }],
        // Beside a bearer token that is none, the cookie does not count.
        ["", { authorization: "Bearer nothing", cookie: asha.cookie }],
        ["", { authorization: "", cookie: asha.cookie, origin: "http://evil.example" }],
      ];
      for (const [query, headers] of wrong) {
        const { code } = await doors().ask("GET", `/api/me${query}`, { headers });
        expect([query, headers, code === "unauthenticated"]).toEqual([query, headers, true]);
      }
      for (const [query] of wrong.slice(0, 4)) {
        const socket = await Speaker.connect({ program, headers: {}, query });
        expect([query, await socket.closed]).toEqual([query, CLOSE.signedOut]);
      }
      tried("tokens shown where they do not count", wrong.length);
    });
  });
}
