import type { ProtocolErrorBody } from "@encrptalk/protocol";
import { Program } from "../../program/program.ts";
import { type Person, School } from "../../program/school.ts";
import { Database } from "../database.ts";

/** Under which a second program is reached, behind a proxy that does TLS. */
export const PUBLIC_URL = "https://talk.hill.example";

/** An HTTP answer, read. */
export interface Answer {
  status: number;
  text: string;
  code: string | null;
  headers: Headers;
}

/** A school, and whoever stands before its doors. */
export class Doors {
  private constructor(
    readonly program: Program,
    /** Behind TLS, and not set up yet. */
    readonly behindTls: Program,
    readonly school: School,
    readonly database: Database,
    readonly asha: Person,
  ) {}

  static async find(): Promise<Doors> {
    const [program, behindTls] = await Promise.all([
      Program.start(),
      Program.start({ environment: { PUBLIC_URL }, port: freePort() }),
    ]);
    const school = await School.setUp(program);
    return new Doors(program, behindTls, school, new Database(program), await school.enrol("Asha"));
  }

  /** A request as a page of the product's makes it, or with other headers. */
  async ask(
    method: string,
    path: string,
    {
      headers = { origin: this.program.url },
      body,
      program = this.program,
    }: { headers?: Record<string, string>; body?: object | string; program?: Program } = {},
  ): Promise<Answer> {
    const response = await fetch(program.url + path, {
      method,
      redirect: "manual",
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, text, code: codeIn(text), headers: response.headers };
  }

  /** Another browser of somebody's: its cookie. */
  async signIn(identifier: string, password: string): Promise<string> {
    const { headers } = await this.ask("POST", "/api/sign-in", { body: { identifier, password } });
    return cookieIn(headers);
  }

  async close(): Promise<void> {
    this.database.close();
    await Promise.all([this.program.close(), this.behindTls.close()]);
  }
}

function freePort(): number {
  const listener = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  listener.stop();
  return listener.port;
}

export const cookieIn = (headers: Headers): string =>
  headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0])
    .join("; ");

function codeIn(text: string): string | null {
  if (!text.startsWith("{")) return null;
  return (JSON.parse(text) as { error?: ProtocolErrorBody }).error?.code ?? null;
}
