import type { Plugin } from "vite";

/** What the compiler makes of a text when there is one language: it chooses a language, and takes the only one. */
const CHOICE =
  /\(\(inputs(?: = \{\})?, options = \{\}\) => \{\s*experimentalStaticLocale \?\? options\.locale \?\? getLocale\(\)\s*return (\w+)\(inputs\)\s*\}\)/;

/** Has each text be the one there is. In hundreds of texts it adds up. */
export const oneLanguage = (): Plugin => ({
  name: "one-language",
  apply: "build",
  transform: {
    filter: { id: /\/paraglide\/messages\// },
    handler: (code) => (CHOICE.test(code) ? { code: code.replace(CHOICE, "$1"), map: null } : null),
  },
});
