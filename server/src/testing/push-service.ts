import { type PushPayload, type PushSubscriptionInput, pushPayloadSchema } from "@encrptalk/protocol";
import type { Server } from "bun";

/** One push as a browser gets it, once it was checked and decrypted. */
export interface ReceivedPush {
  payload: PushPayload;
  ttlSeconds: number;
  urgency: string;
  topic: string;
  /** Whom the push service may write to. */
  subject: string;
}

/** A push service (RFC 8030) that takes only what is signed (RFC 8292) and encrypted (RFC 8291) as it must be. */
export class PushService {
  readonly #server: Server<undefined>;
  readonly #browsers = new Map<string, SubscribedBrowser>();
  readonly #answers: Response[] = [];
  /** What was wrong with pushes that were refused. */
  readonly faults: unknown[] = [];

  constructor() {
    this.#server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: (request) => this.#take(request) });
  }

  get origin(): string {
    return this.#server.url.origin;
  }

  /** `serverKey`: the only one whose pushes this browser takes, base64url. */
  async subscribe(serverKey: string): Promise<SubscribedBrowser> {
    const path = `/push/${crypto.randomUUID()}`;
    const browser = await SubscribedBrowser.make(this.origin + path, serverKey);
    this.#browsers.set(path, browser);
    return browser;
  }

  /** The next pushes are answered so, one after the other; then they are taken again. */
  answer(...answers: Response[]): void {
    this.#answers.push(...answers);
  }

  async close(): Promise<void> {
    await this.#server.stop(true);
  }

  async #take(request: Request): Promise<Response> {
    const browser = this.#browsers.get(new URL(request.url).pathname);
    if (!browser || request.method !== "POST") return new Response(null, { status: 404 });
    const answer = this.#answers.shift();
    if (answer) {
      browser.refused += 1;
      return answer;
    }
    try {
      await browser.take(request, this.origin);
      return new Response(null, { status: 201 });
    } catch (error) {
      this.faults.push(error);
      return new Response(null, { status: 400 });
    }
  }
}

/** A browser that subscribed, and what it was pushed. */
export class SubscribedBrowser {
  readonly received: ReceivedPush[] = [];
  /** Pushes that the push service did not take. */
  refused = 0;
  readonly #waiting: (() => void)[] = [];

  private constructor(
    readonly subscription: PushSubscriptionInput,
    readonly serverKey: string,
    readonly keys: CryptoKeyPair,
  ) {}

  static async make(endpoint: string, serverKey: string): Promise<SubscribedBrowser> {
    const keys = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
    const point = await crypto.subtle.exportKey("raw", keys.publicKey);
    const auth = crypto.getRandomValues(new Uint8Array(16));
    const subscription = { endpoint, keys: { p256dh: base64url(point), auth: base64url(auth) } };
    return new SubscribedBrowser(subscription, serverKey, keys);
  }

  /** All that came so far. */
  get payloads(): PushPayload[] {
    return this.received.map(({ payload }) => payload);
  }

  /** Resolves when so many pushes have come. */
  async has(count: number): Promise<ReceivedPush[]> {
    while (this.received.length < count)
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    return this.received;
  }

  async take(request: Request, origin: string): Promise<void> {
    const subject = await checkSignature(request.headers.get("authorization") ?? "", this.serverKey, origin);
    if (request.headers.get("content-encoding") !== "aes128gcm") throw new Error("not aes128gcm");
    const plain = await this.#decrypt(new Uint8Array(await request.arrayBuffer()));
    this.received.push({
      payload: pushPayloadSchema.parse(JSON.parse(plain)),
      ttlSeconds: Number(request.headers.get("ttl")),
      urgency: request.headers.get("urgency") ?? "",
      topic: request.headers.get("topic") ?? "",
      subject,
    });
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** RFC 8188 with the keys of RFC 8291. */
  async #decrypt(body: Uint8Array<ArrayBuffer>): Promise<string> {
    if (body.length > 4_096) throw new Error("larger than a push may be");
    const salt = body.slice(0, 16);
    const senderPoint = body.slice(21, 21 + (body[20] ?? 0));
    const sender = await crypto.subtle.importKey(
      "raw",
      senderPoint,
      { name: "ECDH", namedCurve: "P-256" },
      true,
      [],
    );
    const shared = await crypto.subtle.deriveBits(
      { name: "ECDH", public: sender },
      this.keys.privateKey,
      256,
    );
    const { auth, p256dh } = this.subscription.keys;
    const info = Buffer.concat([Buffer.from("WebPush: info\0"), bytes(p256dh), senderPoint]);
    const secret = await derive(new Uint8Array(shared), bytes(auth), info, 32);
    const key = await derive(secret, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
    const nonce = await derive(secret, salt, Buffer.from("Content-Encoding: nonce\0"), 12);
    const cipher = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
    const sealed = body.slice(21 + senderPoint.length);
    const padded = Buffer.from(await crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce }, cipher, sealed));
    const end = padded.lastIndexOf(2);
    if (end < 0 || padded.subarray(end + 1).some((byte) => byte !== 0))
      throw new Error("the padding is wrong");
    return padded.subarray(0, end).toString();
  }
}

/** Whom the sender names as its contact. Throws when the token is not the server's, or not for this push service. */
async function checkSignature(authorization: string, serverKey: string, origin: string): Promise<string> {
  const [, token = "", key] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization) ?? [];
  if (key !== serverKey) throw new Error("signed by another server");
  const [header = "", claims = "", signature = ""] = token.split(".");
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const publicKey = await crypto.subtle.importKey("raw", bytes(serverKey), curve, false, ["verify"]);
  const signed = Buffer.from(`${header}.${claims}`);
  const hash = { name: "ECDSA", hash: "SHA-256" };
  if (!(await crypto.subtle.verify(hash, publicKey, bytes(signature), signed)))
    throw new Error("the signature is wrong");
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, "base64url").toString());
  const seconds = exp - Date.now() / 1_000;
  if (aud !== origin) throw new Error("signed for another push service");
  if (!(seconds > 0 && seconds <= 24 * 60 * 60)) throw new Error("valid for too long, or no more");
  if (!/^(mailto:|https:)/.test(sub)) throw new Error("no contact");
  return sub;
}

async function derive(
  secret: Uint8Array<ArrayBuffer>,
  salt: Uint8Array<ArrayBuffer>,
  info: Uint8Array<ArrayBuffer>,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  return new Uint8Array(
    await crypto.subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt, info }, key, length * 8),
  );
}

const bytes = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, "base64url"));
const base64url = (given: ArrayBuffer | Uint8Array<ArrayBuffer>): string =>
  Buffer.from(new Uint8Array(given)).toString("base64url");
