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

const webAddresses = z.pipe(
  z.string().check(
    z.refine((text) => listed(text).every(isOrigin), {
      error: "must be addresses such as https://push.example.org, without a path, with commas between them",
    }),
  ),
  z.transform((text: string) => listed(text).map((address) => new URL(address).origin)),
);
const mailServer = z
  .string()
  .check(
    z.refine(isMailServer, { error: "must be an address such as smtps://name:password@mail.example.org" }),
  );
const mailAddress = z.string().check(
  z.regex(/^([^<>"\p{Cc}]* )?<?[^\s<>@]+@[^\s<>@]+>?$/u, {
    error: "must be an e-mail address such as school@example.org or Hill School <school@example.org>",
  }),
);

const secretToken = z
  .string()
  .check(z.regex(/^[!-~]{16,}$/, { error: "must be at least 16 letters, digits or signs, without a space" }));

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
  PUSH_SERVICES: z._default(webAddresses, []),
  SMTP_URL: z.optional(mailServer),
  MAIL_FROM: z.optional(mailAddress),
  MAIL_DELAY_MINUTES: z._default(wholeNumber(1, 1_440), 15),
  METRICS_TOKEN: z.optional(secretToken),
});
/** Not to be repeated where a mistake is told of. */
const SECRETS: readonly string[] = ["SMTP_URL", "METRICS_TOKEN"];

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
  /** Origins of push services beside the browser makers' own. */
  pushServices: readonly string[];
  /** `null`: no e-mail is sent. */
  mail: MailConfig | null;
  /** What Prometheus shows at `/metrics`; `null`: there is nothing to be seen. */
  metricsToken: string | null;
}

export interface MailConfig {
  /** `smtp:` or `smtps:`, with name and password. */
  url: string;
  from: string;
  /** How long a message may be unread before an e-mail tells of it. */
  delayMinutes: number;
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
    const sentences = parsed.error.issues.map(({ path: [name], message }) =>
      sentenceAbout(String(name), message, given[String(name)]),
    );
    throw new ConfigError([...new Set(sentences)].join("\n"));
  }
  const { PORT, HOST, DATA_DIR, PUBLIC_URL, TRUST_PROXY, LOG_LEVEL, COMMANDS_PER_SECOND, PUSH_SERVICES } =
    parsed.data;
  return {
    port: PORT,
    host: HOST,
    dataDirectory: resolve(DATA_DIR),
    publicUrl: PUBLIC_URL ? new URL(PUBLIC_URL).origin : null,
    trustProxy: TRUST_PROXY,
    logLevel: LOG_LEVEL,
    commandsPerSecond: COMMANDS_PER_SECOND,
    pushServices: PUSH_SERVICES,
    mail: readMail(parsed.data),
    metricsToken: parsed.data.METRICS_TOKEN ?? null,
  };
}

const sentenceAbout = (name: string, message: string, given: string | undefined): string =>
  SECRETS.includes(name) ? `${name} ${message}.` : `${name} ${message} (it is ${JSON.stringify(given)}).`;

function readMail({ SMTP_URL, MAIL_FROM, MAIL_DELAY_MINUTES }: z.infer<typeof settings>): MailConfig | null {
  if (SMTP_URL && MAIL_FROM) return { url: SMTP_URL, from: MAIL_FROM, delayMinutes: MAIL_DELAY_MINUTES };
  if (SMTP_URL) throw new ConfigError("MAIL_FROM must be set beside SMTP_URL: who the e-mails come from.");
  if (MAIL_FROM) throw new ConfigError("SMTP_URL must be set beside MAIL_FROM: where the e-mails are sent.");
  return null;
}

/** What stands between commas. */
const listed = (text: string): string[] => text.split(",").flatMap((part) => part.trim() || []);

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, search, hash, username } = new URL(text);
  return /^https?:$/.test(protocol) && pathname === "/" && search + hash + username === "";
}

function isMailServer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, hash } = new URL(text);
  return /^smtps?:$/.test(protocol) && hostname !== "" && pathname.length <= 1 && hash === "";
}
