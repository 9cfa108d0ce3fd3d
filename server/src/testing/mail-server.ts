import type { Server } from "node:net";
import { SMTPServer } from "smtp-server";

/** One e-mail as the mail server took it. */
export interface ReceivedMail {
  from: string;
  to: string[];
  /** Headers by their names in lower case, unfolded. */
  headers: Map<string, string>;
  /** The parts by their types, decoded. */
  parts: Map<string, string>;
}

/** A school's mail server. */
export class MailServer {
  readonly received: ReceivedMail[] = [];
  /** How many of the next e-mails are refused for now. */
  refusing = 0;
  refused = 0;
  readonly #server: SMTPServer;
  readonly #listening: Server;

  private constructor(ready: () => void) {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => {
          if (this.refusing > 0) {
            this.refusing -= 1;
            this.refused += 1;
            return done(Object.assign(new Error("try later"), { responseCode: 451 }));
          }
          const { mailFrom, rcptTo } = session.envelope;
          const from = mailFrom ? mailFrom.address : "";
          const to = rcptTo.map(({ address }) => address);
          this.received.push({ from, to, ...parseMail(Buffer.concat(chunks).toString("latin1")) });
          done();
        });
      },
    });
    this.#listening = this.#server.listen(0, "127.0.0.1", ready);
  }

  static open(): Promise<MailServer> {
    return new Promise((resolve) => {
      const server = new MailServer(() => resolve(server));
    });
  }

  get url(): string {
    const address = this.#listening.address();
    return `smtp://127.0.0.1:${typeof address === "object" ? address?.port : address}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

function parseMail(raw: string): Pick<ReceivedMail, "headers" | "parts"> {
  const { headers, body } = split(raw);
  const boundary = /boundary="?([^";]+)/.exec(headers.get("content-type") ?? "")?.[1];
  const parts = boundary ? body.split(`--${boundary}`).slice(1, -1) : [raw];
  return { headers, parts: new Map(parts.map(parsePart)) };
}

function parsePart(raw: string): [string, string] {
  const { headers, body } = split(raw.replace(/^\r\n/, ""));
  const encoding = headers.get("content-transfer-encoding");
  const bytes =
    encoding === "base64"
      ? Buffer.from(body, "base64")
      : Buffer.from(encoding === "quoted-printable" ? unquote(body) : body, "latin1");
  return [headers.get("content-type")?.split(";")[0] ?? "", bytes.toString("utf8")];
}

const unquote = (text: string): string =>
  text
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

function split(raw: string): { headers: Map<string, string>; body: string } {
  const end = raw.indexOf("\r\n\r\n");
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n");
  const headers = new Map(
    lines.map((line): [string, string] => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  return { headers, body: raw.slice(end + 4) };
}
