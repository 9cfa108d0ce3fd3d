import { type AccountId, MAX_PASSWORD_CHARACTERS } from "@encrptalk/protocol";
import { isAPIError } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";
import type { Clock } from "../clock.ts";
import type { Sql } from "../store/store.ts";
import { betterAuthStore } from "./better-auth-store.ts";
import type { Log } from "./context.ts";
import { deviceName } from "./device-name.ts";
import type { Passwords } from "./passwords.ts";
import { mintId } from "./secrets.ts";
import { BROWSER_SESSION_MS, PROGRAM_SESSION_MS, type SessionCookie } from "./session-cookie.ts";

export interface BetterAuthOptions {
  sql: Sql;
  clock: Clock;
  publicUrl: string | null;
  /** At least 32 random characters. Signs cookies; changing it signs nobody out. */
  secret: string;
  cookie: SessionCookie;
  passwords: Passwords;
  log: Log;
}

/**
 * better-auth checks passwords and makes sessions and their cookies. None of its own endpoints is reachable from
 * outside: what may be asked for stands in the gateway's routes.
 */
const createBetterAuth = ({ sql, clock, publicUrl, secret, cookie, passwords, log }: BetterAuthOptions) =>
  betterAuth({
    appName: "Encrptalk",
    baseURL: publicUrl ?? "http://localhost",
    secret,
    database: betterAuthStore(sql),
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { level: "error", log: (_level, message) => log.error({ source: "better-auth" }, message) },
    user: { modelName: "accounts", fields: { createdAt: "created_at" } },
    session: {
      modelName: "devices",
      fields: {
        userId: "account_id",
        token: "token_hash",
        userAgent: "name",
        createdAt: "created_at",
        updatedAt: "last_seen_at",
        expiresAt: "expires_at",
      },
      additionalFields: { kind: { type: "string", required: true, defaultValue: "browser", input: false } },
      expiresIn: BROWSER_SESSION_MS / 1000,
    },
    account: {
      modelName: "credentials",
      fields: {
        userId: "account_id",
        providerId: "provider_id",
        accountId: "provider_account_id",
        createdAt: "created_at",
        updatedAt: "updated_at",
      },
    },
    verification: {
      modelName: "verifications",
      fields: { expiresAt: "expires_at", createdAt: "created_at", updatedAt: "updated_at" },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 1,
      maxPasswordLength: MAX_PASSWORD_CHARACTERS,
      password: {
        hash: (password) => passwords.hash(password),
        verify: ({ password, hash }) => passwords.verify(password, hash),
      },
    },
    databaseHooks: {
      session: {
        create: {
          async before(session) {
            const { kind } = session;
            const isProgram = kind === "program";
            const now = clock.now();
            return {
              data: {
                ...session,
                // Not needed, so not kept.
                ipAddress: undefined,
                userAgent: isProgram ? session.userAgent : deviceName(session.userAgent ?? ""),
                createdAt: new Date(now),
                updatedAt: new Date(now),
                expiresAt: new Date(now + (isProgram ? PROGRAM_SESSION_MS : BROWSER_SESSION_MS)),
              },
            };
          },
        },
      },
    },
    advanced: {
      database: { generateId: mintId, validateSchema: false },
      ipAddress: { disableIpTracking: true },
      // The name has its own prefix.
      useSecureCookies: false,
      cookies: {
        session_token: {
          name: cookie.name,
          attributes: { secure: cookie.secure, httpOnly: true, sameSite: "lax", path: "/" },
        },
      },
    },
  });

/** What the accounts have better-auth do. */
export interface Sessions {
  /** Checks the password and signs a browser in; `null` for a wrong one. An address nobody has takes the same work. */
  openBrowser(
    email: string,
    password: string,
    userAgent: string,
  ): Promise<{ token: string; cookie: string } | null>;
  /** Makes a program's session; answers with its token. */
  openProgram(accountId: AccountId, name: string): Promise<string>;
}

export function createSessions(options: BetterAuthOptions): Sessions {
  const { api, $context } = createBetterAuth(options);
  return {
    async openBrowser(email, password, userAgent) {
      try {
        const { response, headers } = await api.signInEmail({
          body: { email, password },
          headers: new Headers({ "user-agent": userAgent }),
          returnHeaders: true,
        });
        return { token: response.token, cookie: headers.getSetCookie().join() };
      } catch (error) {
        if (isAPIError(error) && error.statusCode === 401) return null;
        throw error;
      }
    },
    async openProgram(accountId, name) {
      const { internalAdapter } = await $context;
      const session = { kind: "program", userAgent: name };
      return (await internalAdapter.createSession(accountId, false, session, true)).token;
    },
  };
}
