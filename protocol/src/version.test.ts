import { expect, test } from "bun:test";
import * as z from "zod/mini";
import * as protocol from "./index.ts";
import { PROTOCOL } from "./index.ts";

/** Of all that crosses the wire, at the version it belongs to. */
const KNOWN = { version: "encrptalk.v1", hash: "faa64c45960a1083" };

test("the version changes with the schemas (P39)", () => {
  const schemas = Object.entries(protocol)
    .filter(([name]) => name.endsWith("Schema") || name === "resultSchemas")
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, schema]) => [name, describeSchema(schema)]);
  const hash = new Bun.CryptoHasher("sha256").update(JSON.stringify(schemas)).digest("hex").slice(0, 16);
  expect(
    { version: PROTOCOL, hash },
    "The schemas changed: bump the version in version.ts when old clients cannot understand them, and record the hash here.",
  ).toEqual(KNOWN);
});

function describeSchema(schema: unknown): unknown {
  if (schema instanceof z.core.$ZodType)
    return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return Object.fromEntries(
    Object.entries(schema as object).map(([name, value]) => [name, describeSchema(value)]),
  );
}
