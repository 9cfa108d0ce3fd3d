import { parseArgs } from "node:util";
import type { Settings } from "./proof.ts";

const USAGE =
  "npm run prove -- [part ...] [--seeds N] [--from-seed N] [--kills N] [--soak-seconds N] [--trace]";

export interface Asked {
  chosen: Set<string>;
  settings: Settings;
}

/** What was asked for. Throws a sentence for what cannot be understood. */
export function readArguments(words: string[], names: readonly string[]): Asked {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      seeds: { type: "string", default: "10000" },
      "from-seed": { type: "string", default: "1" },
      kills: { type: "string", default: "200" },
      "soak-seconds": { type: "string", default: "600" },
      trace: { type: "boolean", default: false },
    },
  });
  const unknown = positionals.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new Error(`There is no part “${unknown}”: choose from ${names.join(", ")}. ${USAGE}`);
  return {
    chosen: new Set(positionals.length > 0 ? positionals : names),
    settings: {
      seeds: wholeNumber("seeds", values.seeds),
      fromSeed: wholeNumber("from-seed", values["from-seed"]),
      kills: wholeNumber("kills", values.kills),
      soakSeconds: wholeNumber("soak-seconds", values["soak-seconds"]),
      trace: values.trace,
      say: (line) => console.error(line),
    },
  };
}

function wholeNumber(name: string, word: string): number {
  const number = Number(word);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new Error(`--${name} is a whole number above 0, not “${word}”. ${USAGE}`);
}
