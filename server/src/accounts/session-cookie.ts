/** 30 days without use end a browser's session. */
export const BROWSER_SESSION_MS = 30 * 24 * 60 * 60 * 1000;
/** A program may run once a year. */
export const PROGRAM_SESSION_MS = 365 * 24 * 60 * 60 * 1000;

/** The cookie that carries a browser's token, signed by better-auth. */
export interface SessionCookie {
  name: string;
  secure: boolean;
}

/** `__Host-` binds the cookie to this very host, but needs TLS. */
export function sessionCookie(publicUrl: string | null): SessionCookie {
  const secure = publicUrl?.startsWith("https:") ?? false;
  return { name: secure ? "__Host-encrptalk" : "encrptalk", secure };
}

/** The cookie's value as the browser sent it, or `null`. */
export function readCookie({ name }: SessionCookie, headers: Headers): string | null {
  for (const pair of headers.get("cookie")?.split(";") ?? []) {
    const [key, value] = pair.trim().split("=", 2);
    if (key === name && value) return value;
  }
  return null;
}

/** better-auth writes `token.signature`; the random token alone is the secret. */
export const tokenOfCookie = (value: string): string => value.split(".", 1)[0] ?? "";

const attributes = ({ secure }: SessionCookie) => `Path=/; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;

/** Makes the browser keep a cookie it has for another 30 days. */
export const renewCookie = (cookie: SessionCookie, value: string): string =>
  `${cookie.name}=${value}; Max-Age=${BROWSER_SESSION_MS / 1000}; ${attributes(cookie)}`;

export const clearCookie = (cookie: SessionCookie): string =>
  `${cookie.name}=; Max-Age=0; ${attributes(cookie)}`;
