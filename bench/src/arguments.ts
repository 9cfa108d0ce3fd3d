import { parseArgs } from "node:util";
import type { Effort, Row } from "./rows/row.ts";

/** What to measure, and how thoroughly. */
export interface Arguments extends Effort {
  rows: readonly Row[];
  /** Whether the plots go into the documentation. */
  docs: boolean;
  /** Whether to install the peers instead. */
  installPeers: boolean;
}

/** Arguments that cannot be followed; the message is a sentence for who typed them. */
export class ArgumentsError extends Error {
  override readonly name = "ArgumentsError";
}

const USUAL = { rounds: 3, seconds: 6 };
const USUAL_SMALL = { rounds: 1, seconds: 1 };

/**
 * `npm run bench -- [row …] [--rounds 3] [--seconds 6] [--small] [--docs]`, or `--install-peers`. Throws
 * `ArgumentsError`.
 */
export function parseArguments(given: string[], rows: readonly Row[]): Arguments {
  const { values, positionals } = readArgs(given);
  const unknown = positionals.find((name) => !rows.some((row) => row.name === name));
  if (unknown !== undefined) {
    throw new ArgumentsError(
      `There is no row ${unknown}: choose from ${rows.map(({ name }) => name).join(", ")}.`,
    );
  }
  const small = values.small ?? false;
  const usual = small ? USUAL_SMALL : USUAL;
  return {
    rows: rows.filter(({ name }) => positionals.length === 0 || positionals.includes(name)),
    rounds: wholeNumber("--rounds", values.rounds, usual.rounds),
    seconds: wholeNumber("--seconds", values.seconds, usual.seconds),
    small,
    docs: values.docs ?? false,
    installPeers: values["install-peers"] ?? false,
  };
}

function readArgs(args: string[]) {
  const number = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  try {
    return parseArgs({
      args,
      options: { rounds: number, seconds: number, small: flag, docs: flag, "install-peers": flag },
      allowPositionals: true,
    });
  } catch (error) {
    throw new ArgumentsError(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(name: string, given: string | undefined, usual: number): number {
  if (given === undefined) return usual;
  if (!/^[1-9]\d{0,2}$/.test(given))
    throw new ArgumentsError(`${name} must be a whole number from 1 to 999.`);
  return Number(given);
}
