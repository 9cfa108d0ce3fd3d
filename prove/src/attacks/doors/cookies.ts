import { describe, expect, test } from "bun:test";
import { PASSWORD } from "../../program/school.ts";
import { Database } from "../database.ts";
import { tried } from "../tried.ts";
import { cookieIn, type Doors, PUBLIC_URL } from "./doors.ts";

export function cookies(doors: () => Doors): void {
  /** All that sets a cookie: signing in, using the page, signing out. */
  const everyCookie = async (isBehindTls: boolean): Promise<string[]> => {
    const { program, behindTls, asha } = doors();
    const at = isBehindTls
      ? { program: behindTls, headers: { origin: PUBLIC_URL }, identifier: await firstAdmin(doors()) }
      : { program, headers: { origin: program.url }, identifier: asha.me.email };
    const { identifier, ...request } = at;
    const signedIn = await doors().ask("POST", "/api/sign-in", {
      ...request,
      body: { identifier, password: PASSWORD },
    });
    const headers = { ...request.headers, cookie: cookieIn(signedIn.headers) };
    const used = await doors().ask("GET", "/api/me", { ...request, headers });
    const signedOut = await doors().ask("POST", "/api/sign-out", { ...request, headers });
    return [signedIn, used, signedOut].flatMap((answer) => {
      expect(answer.status).toBe(200);
      return answer.headers.getSetCookie();
    });
  };

  describe("a session's cookie", () => {
    test("is for no script and for no other site's requests", async () => {
      const set = await everyCookie(false);
      expect(set).toHaveLength(3);
      for (const cookie of set) {
        expect(cookie).toStartWith("encrptalk=");
        expect(cookie).toMatch(/; HttpOnly/i);
        expect(cookie).toMatch(/; SameSite=Lax/i);
        expect(cookie).toMatch(/; Path=\//i);
        expect(cookie).not.toMatch(/; Domain=/i);
      }
      tried("cookies looked at", set.length);
    });

    test("goes over TLS only, and is bound to its host, where the public address is an https one", async () => {
      const set = await everyCookie(true);
      expect(set).toHaveLength(3);
      for (const cookie of set) {
        expect(cookie).toStartWith("__Host-encrptalk=");
        expect(cookie).toMatch(/; HttpOnly/i);
        expect(cookie).toMatch(/; Secure/i);
        expect(cookie).toMatch(/; SameSite=Lax/i);
        expect(cookie).not.toMatch(/; Domain=/i);
      }
      tried("cookies behind TLS looked at", set.length);
    });
  });
}

/** The administrator of the school behind TLS, which is set up where it is not yet. */
async function firstAdmin(doors: Doors): Promise<string> {
  const { behindTls } = doors;
  const email = "rao@hill.example";
  await doors.ask("POST", "/api/set-up", {
    program: behindTls,
    headers: { origin: PUBLIC_URL },
    body: {
      ...{ code: await behindTls.setUpCode(), schoolName: "Hill School", name: "Ms Rao" },
      ...{ email, password: PASSWORD },
    },
  });
  const database = new Database(behindTls);
  const [admin] = database.all<{ email: string }>("SELECT email FROM accounts");
  database.close();
  return admin?.email ?? "";
}
