/** What a browser subscribes to pushes with, at a push service of the test's own. */
export async function subscriptionAt(endpoint: string) {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const { publicKey } = await crypto.subtle.generateKey(curve, true, ["deriveBits"]);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", publicKey));
  const p256dh = point.toBase64({ alphabet: "base64url", omitPadding: true });
  return { endpoint, keys: { p256dh, auth: "A".repeat(22) } };
}
