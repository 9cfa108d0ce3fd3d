import { expect, test } from "bun:test";
import { pseudoCatalogue } from "../../build/pseudo-locale.mjs";

test("The pseudo-locale accents and lengthens every text, and leaves what stands in braces alone", () => {
  const catalogue = {
    $schema: "https://school.example/schema",
    hello: "Hello {name}",
    news: [{ declarations: ["input count"], selectors: ["plural"], match: { "plural=*": "{shown} new" } }],
  };
  expect(pseudoCatalogue(catalogue)).toEqual({
    $schema: "https://school.example/schema",
    hello: "\u200fHéłłö {name}····",
    news: [
      {
        declarations: ["input count"],
        selectors: ["plural"],
        match: { "plural=*": "\u200f{shown} ñéŵ····" },
      },
    ],
  });
});
