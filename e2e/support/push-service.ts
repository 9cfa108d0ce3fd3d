import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

type Bytes = Uint8Array<ArrayBuffer>;
const bytes = (base64url: string): Bytes => new Uint8Array(Buffer.from(base64url, "base64url"));
const text = (given: ArrayBuffer | Bytes): string => Buffer.from(new Uint8Array(given)).toString("base64url");
const P256 = { name: "ECDH", namedCurve: "P-256" };

/** What a browser tells the server of a subscription. */
interface Subscription {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

interface Subscriber {
  subscription: Subscription;
  serverKey: string;
  privateKey: CryptoKey;
}

/** A push service for the server to post to: it takes only what is signed and encrypted as it must be. */
export class PushService {
  readonly #subscribers = new Map<string, Subscriber>();
  /** What came and was decrypted, in order, as the service worker is to get it. */
  readonly taken: string[] = [];
  readonly faults: unknown[] = [];

  private constructor(readonly listener: Server) {
    listener.on("request", (request: IncomingMessage, response) => {
      this.#take(request).then(
        () => response.writeHead(201).end(),
        (error) => {
          this.faults.push(error);
          response.writeHead(400).end();
        },
      );
    });
  }

  static async open(): Promise<PushService> {
    const listener = createServer();
    listener.listen(0, "127.0.0.1");
    await once(listener, "listening");
    return new PushService(listener);
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.listener.address() as AddressInfo).port}`;
  }

  /** What a browser does there that subscribes with the server's key (RFC 8291). */
  async subscribe(serverKey: string): Promise<Subscription> {
    const pair = await crypto.subtle.generateKey(P256, true, ["deriveBits"]);
    const point = await crypto.subtle.exportKey("raw", pair.publicKey);
    const path = `/push/${crypto.randomUUID()}`;
    const auth = text(crypto.getRandomValues(new Uint8Array(16)));
    const subscription = { endpoint: this.origin + path, keys: { p256dh: text(point), auth } };
    this.#subscribers.set(path, { subscription, serverKey, privateKey: pair.privateKey });
    return subscription;
  }

  async close(): Promise<void> {
    this.listener.closeAllConnections();
    this.listener.close();
    await once(this.listener, "close");
  }

  async #take(request: IncomingMessage): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const subscriber = this.#subscribers.get(request.url ?? "");
    if (subscriber === undefined) throw new Error(`nobody subscribed at ${request.url}`);
    await checkSignature(request.headers.authorization ?? "", subscriber.serverKey, this.origin);
    this.taken.push(await decrypt(new Uint8Array(Buffer.concat(chunks)), subscriber));
  }
}

/** RFC 8292: signed by the server's key, for this service, not for long. */
async function checkSignature(authorization: string, serverKey: string, origin: string): Promise<void> {
  const [, token = "", key] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization) ?? [];
  const [header = "", claims = "", signature = ""] = token.split(".");
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const publicKey = await crypto.subtle.importKey("raw", bytes(serverKey), curve, false, ["verify"]);
  const signed = Buffer.from(`${header}.${claims}`);
  const isRight = await crypto.subtle.verify(
    { name: "ECDSA", hash: "SHA-256" },
    publicKey,
    bytes(signature),
    signed,
  );
  const { aud, exp } = JSON.parse(Buffer.from(claims, "base64url").toString());
  if (key !== serverKey || !isRight) throw new Error("not signed by the server");
  if (aud !== origin || exp * 1_000 <= Date.now()) throw new Error("not signed for here and now");
}

/** RFC 8188 with the keys of RFC 8291. */
async function decrypt(body: Bytes, { subscription, privateKey }: Subscriber): Promise<string> {
  const salt = body.slice(0, 16);
  const senderPoint = body.slice(21, 21 + (body[20] ?? 0));
  const sender = await crypto.subtle.importKey("raw", senderPoint, P256, true, []);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: sender }, privateKey, 256);
  const { auth, p256dh } = subscription.keys;
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), bytes(p256dh), senderPoint]);
  const secret = await derive(new Uint8Array(shared), bytes(auth), info, 32);
  const key = await derive(secret, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
  const iv = await derive(secret, salt, Buffer.from("Content-Encoding: nonce\0"), 12);
  const cipher = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
  const sealed = body.slice(21 + senderPoint.length);
  const padded = Buffer.from(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, cipher, sealed));
  return padded.subarray(0, padded.lastIndexOf(2)).toString();
}

async function derive(secret: Bytes, salt: Bytes, info: Buffer, length: number): Promise<Bytes> {
  const key = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt, info: new Uint8Array(info) };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, length * 8));
}
