import { type BrowserContext, type BrowserContextOptions, test as base, expect } from "@playwright/test";
import type { Account } from "./account.ts";
import { Person } from "./person.ts";
import { type Room, School } from "./school.ts";
import { Wire } from "./wire.ts";

interface Arrival extends BrowserContextOptions {
  /** Joined before, and opened. */
  room?: Room;
  /** Opened instead of the start. */
  path?: string;
  /** The network between this browser and the server, when something is to happen to it. */
  wire?: Wire;
  /** Another school than the one that the tests share. */
  school?: School;
}

interface ForEachTest {
  /** Opens a browser of its own for a new student of this name, or for somebody who is known, and signs them in. */
  arrive: (who: string | Account, arrival?: Arrival) => Promise<Person>;
  /** A browser of its own in which nobody is signed in. */
  newContext: (options?: BrowserContextOptions) => Promise<BrowserContext>;
  /** A network between a browser and the school's server. */
  layWire: (school?: School) => Promise<Wire>;
  /** A school on a server that is this test's alone. */
  ownSchool: School;
}

/** What a page complains of when the network is gone is no defect. */
const NETWORK_COMPLAINTS = /^Failed to load resource|^WebSocket connection to /;

export const test = base.extend<ForEachTest, { school: School }>({
  school: [
    async ({ browser: _ }, use) => {
      const school = await School.open();
      await use(school);
      await school.close();
    },
    { scope: "worker" },
  ],

  ownSchool: async ({ browser: _ }, use) => {
    const school = await School.open();
    await use(school);
    await school.close();
  },

  layWire: async ({ school }, use) => {
    const wires: Wire[] = [];
    await use(async (to = school) => {
      const wire = await Wire.to(to.server.url);
      wires.push(wire);
      return wire;
    });
    for (const wire of wires) await wire.close();
  },

  // On every page of every test: no error that nobody caught, and nothing that the Content-Security-Policy refused.
  newContext: async ({ browser }, use) => {
    const contexts: BrowserContext[] = [];
    const complaints: string[] = [];
    await use(async (options) => {
      const context = await browser.newContext(options);
      contexts.push(context);
      await context.addInitScript(() => {
        addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
          console.error(`Refused by ${violatedDirective}: ${blockedURI} ${sample}`),
        );
      });
      context.on("dialog", (dialog) => {
        complaints.push(`A dialog of the browser: ${dialog.message()}`);
        void dialog.dismiss();
      });
      context.on("weberror", (web) => {
        const { name, message, stack } = web.error();
        // An error of the browser's own has no stack.
        complaints.push(stack || `${name}: ${message}`);
      });
      context.on("console", (message) => {
        if (message.type() === "error" && !NETWORK_COMPLAINTS.test(message.text()))
          complaints.push(`${message.text()} (${message.location().url})`);
      });
      return context;
    });
    for (const context of contexts) await context.close();
    expect(complaints).toEqual([]);
  },

  arrive: async ({ newContext, school: shared }, use) => {
    await use(async (who, { room, path, wire, school = shared, ...options } = {}) => {
      const account = typeof who === "string" ? await school.enrol(who) : who;
      if (room) await account.join(room.roomId);
      const context = await newContext(options);
      const person = new Person(await context.newPage(), account, wire?.url ?? school.server.url);
      await person.signIn(path ?? (room ? `/rooms/${room.roomId}` : "/"));
      return person;
    });
  },
});

export { expect };
