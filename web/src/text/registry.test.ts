import { expect, test } from "bun:test";
import * as catalogues from "../paraglide/registry.js";
import { number, plural } from "./registry.ts";

test("numbers and plurals are those of the catalogue's own functions", () => {
  for (const locale of ["en", "ar", "pl"])
    for (const count of [0, 1, 2, 5, 11, 21, 100, 999, 1_000, 1_234_567]) {
      expect(plural(locale, count)).toBe(catalogues.plural(locale as "en", count));
      expect(number(locale, count)).toBe(catalogues.number(locale as "en", count));
      expect(plural(locale, count, { type: "ordinal" })).toBe(
        catalogues.plural(locale as "en", count, { type: "ordinal" }),
      );
    }
});
