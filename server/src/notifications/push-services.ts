/**
 * Whether the server may send there. An endpoint is a client's word: without this list it could make the server call
 * any address, those of its own network included (server-side request forgery).
 */
export function isPushService(endpoint: string, allowed: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, port, username, password, origin } = new URL(endpoint);
  if (username + password !== "") return false;
  if (allowed.includes(origin)) return true;
  return protocol === "https:" && port === "" && BROWSER_MAKERS.some((service) => service.test(hostname));
}

/** Chrome and Edge on Android and elsewhere, Firefox, Edge on Windows, Safari. */
const BROWSER_MAKERS = [
  /^fcm\.googleapis\.com$/,
  /^([a-z0-9-]+\.)+push\.services\.mozilla\.com$|^push\.services\.mozilla\.com$/,
  /^([a-z0-9-]+\.)+notify\.windows\.com$/,
  /^([a-z0-9-]+\.)+push\.apple\.com$/,
];
