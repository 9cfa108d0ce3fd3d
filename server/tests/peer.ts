import {
  type Command,
  type CommandOf,
  type CommandType,
  type ErrorCode,
  PROTOCOL,
  ProtocolError,
  type ReplyFrame,
  type ResultOf,
  type ServerFrame,
  type Sync,
  type Synced,
} from "@encrptalk/protocol";

/** A raw WebSocket client that remembers every frame: what a test says to the server and hears from it. */
export class Peer {
  readonly frames: ServerFrame[] = [];
  /** Resolves with the code when the connection ends. */
  readonly closed: Promise<number>;
  readonly #waiting = new Set<() => void>();
  #requests = 0;

  private constructor(readonly socket: WebSocket) {
    socket.addEventListener("message", ({ data }) => {
      this.frames.push(JSON.parse(String(data)));
      for (const look of [...this.#waiting]) look();
    });
    this.closed = new Promise((resolve) => socket.addEventListener("close", ({ code }) => resolve(code)));
  }

  static async connect(
    url: string,
    headers: Record<string, string>,
    protocols: string[] = [PROTOCOL],
  ): Promise<Peer> {
    const socket = new WebSocket(`${url.replace("http", "ws")}/ws`, { headers, protocols });
    const peer = new Peer(socket);
    await new Promise((resolve, reject) => {
      socket.addEventListener("open", resolve);
      socket.addEventListener("error", () => reject(new Error("the server refused the WebSocket")));
    });
    return peer;
  }

  /** Sends a command and gives its result, or throws the `ProtocolError`. */
  async request<T extends CommandType>(command: CommandOf<T>): Promise<ResultOf<T>> {
    const reply = await this.ask(command);
    if (reply.ok) return reply.result as ResultOf<T>;
    throw new ProtocolError(reply.error.code as ErrorCode, reply.error);
  }

  /** Sends a command and gives the reply as it is. */
  ask(command: Command | object): Promise<ReplyFrame> {
    this.#requests += 1;
    const id = `r${this.#requests}`;
    this.socket.send(JSON.stringify({ id, command }));
    return this.next((frame): frame is ReplyFrame => frame.type === "reply" && frame.id === id);
  }

  /** The first frame, past or coming, that fits. */
  next<F extends ServerFrame>(fits: (frame: ServerFrame) => frame is F): Promise<F>;
  next(fits: (frame: ServerFrame) => boolean): Promise<ServerFrame>;
  next(fits: (frame: ServerFrame) => boolean): Promise<ServerFrame> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`no such frame; heard ${JSON.stringify(this.frames)}`)),
        5_000,
      );
      const look = () => {
        const found = this.frames.find(fits);
        if (!found) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** All frames of a type that came so far. */
  heard<T extends ServerFrame["type"]>(type: T): Extract<ServerFrame, { type: T }>[] {
    return this.frames.filter((frame): frame is Extract<ServerFrame, { type: T }> => frame.type === type);
  }

  /** Waits until the server has handled all that was sent, and its answers have come. */
  async settle(): Promise<void> {
    await this.request({ type: "beat" });
  }

  close(): void {
    this.socket.close();
  }
}

/** What a client says that knows nothing. */
export const FIRST_SYNC: Sync = { type: "sync", epoch: null, school: 0, account: 0, rooms: [] };

/** The same of staff who show the desk, and of the student rooms that they follow. */
export const DESK_SYNC: Sync = { ...FIRST_SYNC, desk: 0 };

/** What a client that has applied `synced` would say next. `rooms`: beyond those that it gave. */
export const knowing = (synced: Synced, rooms: Sync["rooms"] = []): Sync => ({
  type: "sync",
  epoch: synced.epoch,
  school: synced.school,
  account: synced.account,
  ...(synced.desk ? { desk: synced.desk.position } : {}),
  rooms: [...synced.rooms.map(({ roomId, head, position }) => ({ roomId, seq: head, position })), ...rooms],
});
