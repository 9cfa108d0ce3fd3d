/**
 * Whether a request that carries a cookie comes from the product's own pages. With a public address only that one
 * counts; without, the page must be of the host that was asked, so that a fresh installation works under any name.
 * An absent Origin, `null`, another port and a look-alike host are all foreign.
 */
export function isOwnOrigin(headers: Headers, publicUrl: string | null): boolean {
  const origin = headers.get("origin");
  if (!origin || !URL.canParse(origin)) return false;
  if (publicUrl) return origin === publicUrl;
  const url = new URL(origin);
  // As a browser writes it (RFC 6454, 6.2), without a name, a path or capitals.
  if (url.origin !== origin) return false;
  return /^https?:$/.test(url.protocol) && url.host === headers.get("host")?.toLowerCase();
}

/** No other site can make a browser send this header, and beside it a cookie does not count. */
export const needsOrigin = (headers: Headers): boolean => !headers.has("authorization");
