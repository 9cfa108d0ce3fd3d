import { resolve } from "node:path";
import * as z from "zod/mini";

const flag = z.pipe(
  z.enum(["true", "false"], { error: 'must be "true" or "false"' }),
  z.transform((text) => text === "true"),
);
const wholeNumber = (least: number, most: number) =>
  z.pipe(
    z.string().check(z.regex(/^\d{1,9}$/, { error: `must be a whole number from ${least} to ${most}` })),
    z.pipe(
      z.transform((text: string) => Number(text)),
      z
        .int()
        .check(
          z.gte(least, { error: `must be a whole number from ${least} to ${most}` }),
          z.lte(most, { error: `must be a whole number from ${least} to ${most}` }),
        ),
    ),
  );
const webAddress = z
  .string()
  .check(
    z.refine(isOrigin, { error: "must be an address such as https://talk.example.org, without a path" }),
  );

/** The environment variables that the program reads, with what they are when not given. */
const settings = z.object({
  PORT: z._default(wholeNumber(0, 65_535), 3000),
  HOST: z._default(z.string().check(z.minLength(1, { error: "must not be empty" })), "0.0.0.0"),
  DATA_DIR: z._default(z.string().check(z.minLength(1, { error: "must not be empty" })), "./data"),
  PUBLIC_URL: z.optional(webAddress),
  TRUST_PROXY: z._default(flag, false),
  LOG_LEVEL: z._default(
    z.enum(["debug", "info", "warn", "error", "silent"], {
      error: "must be debug, info, warn, error or silent",
    }),
    "info",
  ),
  COMMANDS_PER_SECOND: z._default(wholeNumber(1, 1_000_000), 20),
});

/** One validated configuration. */
export interface Config {
  /** 0: any free port. */
  port: number;
  host: string;
  /** Absolute path. */
  dataDirectory: string;
  /** Origin under which people reach the server, or `null`: whatever host they ask for. */
  publicUrl: string | null;
  /** Whether a proxy in front sets X-Forwarded-For. */
  trustProxy: boolean;
  logLevel: "debug" | "info" | "warn" | "error" | "silent";
  commandsPerSecond: number;
}

/** Settings that are wrong, a sentence for each. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Throws `ConfigError`. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const known = Object.keys(settings.shape);
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, text]) => known.includes(name) && text !== ""),
  );
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const sentences = parsed.error.issues.map(
      ({ path: [name], message }) =>
        `${String(name)} ${message} (it is ${JSON.stringify(given[String(name)])}).`,
    );
    throw new ConfigError([...new Set(sentences)].join("\n"));
  }
  const { PORT, HOST, DATA_DIR, PUBLIC_URL, TRUST_PROXY, LOG_LEVEL, COMMANDS_PER_SECOND } = parsed.data;
  return {
    port: PORT,
    host: HOST,
    dataDirectory: resolve(DATA_DIR),
    publicUrl: PUBLIC_URL ? new URL(PUBLIC_URL).origin : null,
    trustProxy: TRUST_PROXY,
    logLevel: LOG_LEVEL,
    commandsPerSecond: COMMANDS_PER_SECOND,
  };
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, search, hash, username } = new URL(text);
  return /^https?:$/.test(protocol) && pathname === "/" && search + hash + username === "";
}
