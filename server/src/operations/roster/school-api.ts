import {
  type Invitations,
  type InviteStudents,
  invitationsSchema,
  protocolErrorSchema,
  type Roster,
  type RosterCheck,
  type RosterImported,
  rosterCheckSchema,
  rosterImportedSchema,
} from "@encrptalk/protocol";
import * as z from "zod/mini";
import { CommandError, type Environment } from "../encrptalk/command.ts";

/** The running server, asked as an administrator's program. Every method rejects with `CommandError`. */
export class SchoolApi {
  readonly #url: URL;
  readonly #token: string;

  constructor({ ENCRPTALK_URL, ENCRPTALK_TOKEN }: Environment) {
    const url = ENCRPTALK_URL || "http://localhost:3000";
    if (!URL.canParse(url)) throw new CommandError(`ENCRPTALK_URL is no address: ${url}`);
    if (!ENCRPTALK_TOKEN)
      throw new CommandError(
        "Set ENCRPTALK_TOKEN to the token of a program of yours: as an administrator, make one under Settings → Programs.",
      );
    this.#url = new URL(url);
    this.#token = ENCRPTALK_TOKEN;
  }

  check(roster: Roster): Promise<RosterCheck> {
    return this.#post("/api/roster/check", roster, rosterCheckSchema);
  }

  import(roster: Roster): Promise<RosterImported> {
    return this.#post("/api/roster/import", roster, rosterImportedSchema);
  }

  invite(input: InviteStudents): Promise<Invitations> {
    return this.#post("/api/roster/invitations", input, invitationsSchema);
  }

  async export(): Promise<string> {
    // The text as it is: decoding it would drop the byte-order mark.
    const bytes = await (await this.#ask("GET", "/api/roster/export")).arrayBuffer();
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  }

  async #post<Schema extends z.ZodMiniType>(
    path: string,
    body: object,
    schema: Schema,
  ): Promise<z.output<Schema>> {
    const answer = await this.#ask("POST", path, body);
    return schema.parse(await answer.json());
  }

  async #ask(method: string, path: string, body?: object): Promise<Response> {
    const headers = { authorization: `Bearer ${this.#token}`, origin: this.#url.origin };
    const response = await fetch(new URL(path, this.#url), {
      method,
      headers: { ...headers, ...(body && { "content-type": "application/json" }) },
      ...(body && { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw new CommandError(
        `Nothing answers at ${this.#url.origin} (${reasonOf(error)}). Set ENCRPTALK_URL.`,
      );
    });
    if (response.ok) return response;
    throw new CommandError(await this.#sentenceOf(response));
  }

  async #sentenceOf(response: Response): Promise<string> {
    const parsed = z
      .object({ error: protocolErrorSchema })
      .safeParse(await response.json().catch(() => undefined));
    if (!parsed.success)
      return `What answers at ${this.#url.origin} (status ${response.status}) is no Encrptalk server. Set ENCRPTALK_URL.`;
    const { code, message } = parsed.data.error;
    if (code === "unauthenticated")
      return "The server does not know this token, or it has expired. Make a new one under Settings → Programs, and set ENCRPTALK_TOKEN.";
    if (code === "forbidden") return "This token is not an administrator's.";
    return message;
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? String((error as { code?: unknown }).code ?? error.message) : String(error);
