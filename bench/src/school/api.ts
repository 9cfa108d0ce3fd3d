import type { Command, ReplyFrame } from "@encrptalk/protocol";

/** Asks our server over HTTP, as the pages of its own origin do. */
export class Api {
  constructor(readonly host: string) {}

  /** Throws what was refused. */
  async get<Result>(path: string, cookie: string): Promise<Result> {
    const response = await fetch(`http://${this.host}${path}`, { headers: { cookie } });
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Result;
  }

  /** The answer as it comes, to its last byte: taking it apart would be the asker's work. Throws what was refused. */
  async fetch(path: string, cookie: string, headers: Record<string, string> = {}): Promise<ArrayBuffer> {
    const response = await fetch(`http://${this.host}${path}`, { headers: { cookie, ...headers } });
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
    return await response.arrayBuffer();
  }

  /** Signs in, and gives the cookie. */
  async signIn(identifier: string, password: string): Promise<string> {
    return (await this.post("/api/sign-in", { identifier, password })).cookie;
  }

  /** As whoever has this cookie: `Result`, and the cookie that was set, if any. Throws what was refused. */
  async post<Result>(path: string, body: unknown, cookie = ""): Promise<{ result: Result; cookie: string }> {
    const response = await fetch(`http://${this.host}${path}`, {
      method: "POST",
      headers: { origin: `http://${this.host}`, cookie, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
    const set = response.headers.getSetCookie().map((header) => header.split(";", 1).join(""));
    return { result: (await response.json()) as Result, cookie: set.join("; ") };
  }

  /** As the account of this bearer token: what the command gives. Throws what was refused. */
  async command<Result>(command: Command, token: string): Promise<Result> {
    const response = await fetch(`http://${this.host}/api/commands`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ id: "command", command }),
    });
    if (!response.ok) throw new Error(`${command.type}: ${response.status} ${await response.text()}`);
    const reply = (await response.json()) as ReplyFrame;
    if (!reply.ok) throw new Error(`${command.type}: ${JSON.stringify(reply.error)}`);
    return reply.result as Result;
  }
}
