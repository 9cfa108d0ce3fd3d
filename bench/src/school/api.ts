/** Asks our server over HTTP, as the pages of its own origin do. */
export class Api {
  constructor(readonly host: string) {}

  /** Throws what was refused. */
  async get<Result>(path: string, cookie: string): Promise<Result> {
    const response = await fetch(`http://${this.host}${path}`, { headers: { cookie } });
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Result;
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
}
