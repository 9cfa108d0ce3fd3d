import type { Command } from "@encrptalk/protocol";
import type { Person } from "../program/school.ts";

/** A command over HTTP whose body has not quite come yet. */
export class SlowUpload {
  readonly #status: Promise<number>;
  readonly #socket: Bun.Socket;

  private constructor(
    socket: Bun.Socket,
    status: Promise<number>,
    readonly rest: string,
  ) {
    this.#socket = socket;
    this.#status = status;
  }

  static async begin({ program, headers }: Person, command: Command): Promise<SlowUpload> {
    const { host, hostname, port } = new URL(program.url);
    const body = JSON.stringify({ id: "1", command });
    const status = Promise.withResolvers<number>();
    const socket = await Bun.connect({
      hostname,
      port: Number(port),
      socket: {
        data: (_, bytes) => status.resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(bytes.toString())?.[1])),
        close: () => status.resolve(0),
      },
    });
    const lines = Object.entries({ host, ...headers, "content-length": String(Buffer.byteLength(body)) });
    const head = `POST /api/commands HTTP/1.1\r\n${lines.map((line) => line.join(": ")).join("\r\n")}\r\n\r\n`;
    const half = Math.floor(body.length / 2);
    socket.write(head + body.slice(0, half));
    return new SlowUpload(socket, status.promise, body.slice(half));
  }

  /** Sends what is missing, and gives the status of the answer. */
  async finish(): Promise<number> {
    this.#socket.write(this.rest);
    const status = await this.#status;
    this.#socket.end();
    return status;
  }
}
