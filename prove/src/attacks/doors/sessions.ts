import { describe, expect, test } from "bun:test";
import { CLOSE, type Synced } from "@encrptalk/protocol";
import { FIRST_SYNC, PASSWORD, type Person } from "../../program/school.ts";
import { Speaker } from "../speaker.ts";
import { tried } from "../tried.ts";
import type { Doors } from "./doors.ts";

/** A browser with everything open that it may have open. */
interface Browser {
  headers: Record<string, string>;
  sockets: Speaker[];
  polls: Promise<string>[];
}

export function sessions(doors: () => Doors): void {
  const open = async (cookie: string): Promise<Browser> => {
    const { program } = doors();
    const headers = { cookie, origin: program.url };
    const sockets = await Promise.all([0, 1, 2].map(() => Speaker.connect({ program, headers })));
    for (const socket of sockets) await socket.ask(FIRST_SYNC);
    const known = await doors().ask("POST", "/api/commands", {
      headers,
      body: { id: "1", command: FIRST_SYNC },
    });
    const { result } = JSON.parse(known.text) as { result: Synced };
    const sync = {
      ...{ type: "sync", epoch: result.epoch, school: result.school, account: result.account },
      rooms: result.rooms.map(({ roomId, head, position }) => ({ roomId, seq: head, position })),
    };
    // One that is answered because somebody else came or went is followed by the next, as a client's is.
    const poll = async (): Promise<string> => {
      const { code } = await doors().ask("POST", "/api/poll", { headers, body: { sync, waitMs: 20_000 } });
      return code ?? (await poll());
    };
    // Those of a session that stays alive break off with the program, after the tests.
    const polls = [poll(), poll()].map((answered) => answered.catch(() => "broken off"));
    // The polls wait when a later question is answered.
    await doors().ask("GET", "/api/me", { headers });
    return { headers, sockets, polls };
  };

  const expectEnded = async ({ headers, sockets, polls }: Browser) => {
    for (const socket of sockets) expect(await socket.closed).toBe(CLOSE.signedOut);
    for (const poll of polls) expect(await poll).toBe("unauthenticated");
    expect((await doors().ask("GET", "/api/me", { headers })).code).toBe("unauthenticated");
    const again = await Speaker.connect({ program: doors().program, headers });
    expect(await again.closed).toBe(CLOSE.signedOut);
  };

  const expectAlive = async ({ headers, sockets }: Browser) => {
    for (const socket of sockets) expect(await socket.ask({ type: "beat" })).toMatchObject({ ok: true });
    expect((await doors().ask("GET", "/api/me", { headers })).status).toBe(200);
  };

  describe("a session that ends takes all its sockets and polls with it (P35)", () => {
    const ends: [
      string,
      "one" | "others" | "all",
      (by: Browser, whom: Browser, person: Person) => Promise<unknown>,
    ][] = [
      ["by signing out", "one", (_, { headers }) => doors().ask("POST", "/api/sign-out", { headers })],
      [
        "by being signed out from another device",
        "one",
        async ({ headers }, whom) => {
          const me = await doors().ask("GET", "/api/me", { headers: whom.headers });
          const { deviceId } = JSON.parse(me.text) as { deviceId: string };
          return await doors().ask("DELETE", `/api/devices/${deviceId}`, { headers });
        },
      ],
      [
        "by signing out everywhere else",
        "one",
        ({ headers }) => doors().ask("POST", "/api/devices/sign-out-others", { headers }),
      ],
      [
        "by a changed password",
        "one",
        ({ headers }) =>
          doors().ask("POST", "/api/me/password", { headers, body: { current: PASSWORD, next: PASSWORD } }),
      ],
      [
        "by a link to choose another password",
        "all",
        async (_, __, { me }) => {
          const { link } = {
            link: await doors().school.rao.ask<{ url: string }>("POST", `/api/people/${me.accountId}/link`),
          };
          const token = new URL(link.url).hash.slice(1);
          return await doors().ask("POST", "/api/links/redeem", { body: { token, password: PASSWORD } });
        },
      ],
    ];

    test.each(ends)("%s", async (_, which, end) => {
      const person = await doors().school.enrol("Finn");
      const own = await open(await doors().signIn(person.me.email, PASSWORD));
      const other = await open(await doors().signIn(person.me.email, PASSWORD));
      await end(own, other, person);
      await expectEnded(other);
      if (which === "all") await expectEnded(own);
      else await expectAlive(own);
      for (const socket of own.sockets) socket.close();
      tried("sessions ended, with their sockets and polls", which === "all" ? 10 : 5);
    });

    test("and signing in as somebody else in the same browser ends the former's", async () => {
      const { asha, school } = doors();
      const gita = await school.enrol("Gita");
      const former = await open(await doors().signIn(asha.me.email, PASSWORD));
      await doors().ask("POST", "/api/sign-in", {
        headers: former.headers,
        body: { identifier: gita.me.email, password: PASSWORD },
      });
      await expectEnded(former);
    });
  });
}
