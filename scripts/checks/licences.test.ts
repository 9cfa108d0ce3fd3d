import { expect, test } from "bun:test";
import { describeParts, findForbidden, findShipped } from "./licences.mjs";

const locked = {
  server: { dependencies: { "@encrptalk/protocol": "1", hono: "1", jose: "1" } },
  protocol: { dependencies: { zod: "4" } },
  web: { dependencies: { react: "19" }, optionalDependencies: { "for-windows": "1" } },
  client: {},
  "node_modules/@encrptalk/protocol": { link: true, resolved: "protocol" },
  "node_modules/hono": { version: "4.0.0", license: "MIT", dependencies: { jose: "1" } },
  "node_modules/jose": { version: "6.0.0", license: "MIT" },
  "server/node_modules/jose": { version: "5.0.0", license: "ISC" },
  "node_modules/react": { version: "19.0.0", license: "MIT" },
  "node_modules/zod": { version: "4.0.0", license: "MIT" },
  "node_modules/knip": { version: "6.0.0", license: "ISC", dependencies: { minimist: "1" } },
  "node_modules/minimist": { version: "1.0.0", license: "MIT" },
  "node_modules/bun": { version: "1.0.0", license: "MIT" },
};

test("what ships is found with what it uses in turn, where Node would find it; tools are not", () => {
  expect(findShipped(locked).map(({ name, version }) => `${name} ${version}`)).toEqual([
    "bun 1.0.0",
    "hono 4.0.0",
    "jose 5.0.0",
    "jose 6.0.0",
    "react 19.0.0",
    "zod 4.0.0",
  ]);
});

test("a licence that is not on the list is found, and so is none at all", () => {
  const part = (name: string, licence: string) => ({ name, version: "1.0.0", licence });
  const fine = [part("a", "MIT"), part("b", "(GPL-2.0-only OR MIT)"), part("c", "MIT AND ISC")];
  expect(findForbidden(fine)).toEqual([]);
  const wrong = [part("d", "AGPL-3.0-only"), part("e", "MIT AND GPL-3.0-only"), part("f", "none")];
  expect(findForbidden(wrong)).toEqual([
    "d 1.0.0 ships under AGPL-3.0-only, which is not on the list",
    "e 1.0.0 ships under MIT AND GPL-3.0-only, which is not on the list",
    "f 1.0.0 ships under none, which is not on the list",
  ]);
});

test("the page names each part with its version and licence", () => {
  expect(describeParts(findShipped(locked))).toContain("| jose | 5.0.0 | ISC |\n| jose | 6.0.0 | MIT |");
});
