import {
  type Request as ClientRequest,
  type Command,
  type LiveFrame,
  ProtocolError,
  type Sender,
  type ServerFrame,
} from "@encrptalk/protocol";
import { execute } from "./execute.ts";
import type { FakeClock } from "./fake-clock.ts";
import { turns } from "./fake-clock.ts";
import type { FakeSchool } from "./fake-school.ts";

/** The client's end of a WebSocket, whose two queues a test can look into and change. */
export class FakeSocket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly toServer: ClientRequest[] = [];
  readonly toClient: ServerFrame[] = [];
  isOpen = false;
  isOver = false;
  /** Student rooms that staff named in the last sync. */
  followed: readonly string[] = [];

  get readyState(): number {
    if (this.isOver) return 3;
    return this.isOpen ? 1 : 0;
  }

  send(text: string): void {
    this.toServer.push(JSON.parse(text) as ClientRequest);
  }

  /** By the client; it hears nothing of it. */
  close(): void {
    this.isOver = true;
    this.isOpen = false;
  }

  /** By the server or by bad luck. */
  lose(code = 1006): void {
    if (this.isOver) return;
    this.close();
    this.onclose?.({ code });
  }
}

interface Poll {
  readonly request: ClientRequest;
  readonly until: number;
  readonly answer: (response: Response) => void;
}

/** What lies between one device of one person and the school. */
export class FakeNetwork {
  carriesWebSocket = true;
  carriesHttp = true;
  /** Requests get lost, and nobody says so. */
  swallowsHttp = false;
  /** The server takes frames in and sends none, and does not close either. */
  isHalfOpen = false;
  /** Refuses commands, as the test likes; `null`: lets it through. */
  refuse: (command: Command) => ProtocolError | null = () => null;
  /** Does what the command asks, but loses the answer. */
  loseAnswer: (command: Command) => boolean = () => false;
  /** Replies wait here until the test says so. */
  holdsReplies = false;
  readonly sockets: FakeSocket[] = [];
  /** All that were let through, over whichever way. */
  readonly commands: { command: Command; over: "websocket" | "http" }[] = [];
  /** Addresses of the requests other than commands and polls. */
  readonly requested: string[] = [];
  readonly school: FakeSchool;
  readonly clock: FakeClock;
  device: Sender;
  #polls: Poll[] = [];
  readonly #held: (() => void)[] = [];
  readonly #heldPages: (() => void)[] = [];
  holdsPages = false;

  constructor(school: FakeSchool, clock: FakeClock, device: Sender) {
    this.school = school;
    this.clock = clock;
    this.device = device;
    const { publish } = school;
    school.publish = (topic, frame) => {
      publish(topic, frame);
      this.#publish(topic, frame);
    };
  }

  get socket(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (socket === undefined) throw new Error("nothing has connected yet");
    return socket;
  }

  readonly WebSocket = ((network: FakeNetwork) =>
    class {
      constructor() {
        const socket = new FakeSocket();
        network.sockets.push(socket);
        // biome-ignore lint/correctness/noConstructorReturn: stands for the platform's own class
        return socket;
      }
    })(this) as unknown as typeof WebSocket;

  readonly fetch = ((input: URL, init: RequestInit) => this.#fetch(input, init)) as unknown as typeof fetch;

  /** Lets all that is under way arrive, until nothing is. */
  readonly settle = async (): Promise<void> => {
    do await turns();
    while (this.#deliver());
  };

  advance(ms: number): Promise<void> {
    return this.clock.advance(ms, this.settle);
  }

  async releaseReplies(): Promise<void> {
    this.holdsReplies = false;
    for (const release of this.#held.splice(0)) release();
    await this.settle();
  }

  async releasePages(): Promise<void> {
    this.holdsPages = false;
    for (const release of this.#heldPages.splice(0)) release();
    await this.settle();
  }

  /** Every way is cut. */
  async cut(): Promise<void> {
    this.carriesWebSocket = false;
    this.carriesHttp = false;
    this.socket.lose();
    this.#polls = [];
    await this.settle();
  }

  #deliver(): boolean {
    const delivered = this.sockets.map((socket) => this.#deliverTo(socket));
    return this.#answerPolls() || delivered.includes(true);
  }

  #deliverTo(socket: FakeSocket): boolean {
    if (!socket.isOpen) return !socket.isOver && this.#open(socket);
    if (this.isHalfOpen) return false;
    const requests = socket.toServer.splice(0);
    for (const request of requests) this.#answer(socket, request);
    const frames = socket.toClient.splice(0);
    for (const frame of frames) if (socket.isOpen) socket.onmessage?.({ data: JSON.stringify(frame) });
    return requests.length + frames.length > 0;
  }

  #open(socket: FakeSocket): boolean {
    if (!this.carriesWebSocket) {
      socket.lose();
      return true;
    }
    if (this.isHalfOpen) return false;
    socket.isOpen = true;
    socket.onopen?.();
    return true;
  }

  #answer(socket: FakeSocket, { id, command }: ClientRequest): void {
    this.commands.push({ command, over: "websocket" });
    if (command.type === "sync") socket.followed = command.rooms.map(({ roomId }) => roomId);
    const reply = this.#run(id, command);
    if (this.loseAnswer(command)) return;
    if (this.holdsReplies) this.#held.push(() => socket.toClient.push(reply));
    else socket.toClient.push(reply);
  }

  #run(id: string, command: Command): ServerFrame {
    try {
      const refusal = this.refuse(command);
      if (refusal) throw refusal;
      return { type: "reply", id, ok: true, result: execute(this.school, this.device, command) };
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      return { type: "reply", id, ok: false, error: error.body };
    }
  }

  #publish(topic: string, frame: LiveFrame): void {
    const { accountId } = this.device;
    const room = this.school.rooms.get(topic as never);
    const isStaff = this.school.people.get(accountId)?.role === "admin";
    const isOwn = topic === accountId || topic === "school" || (topic === "desk" && isStaff);
    const isHeard = ({ followed }: FakeSocket) =>
      isOwn ||
      room?.members.has(accountId) ||
      (isStaff && room?.conversation != null && followed.includes(topic));
    for (const socket of this.sockets) if (socket.isOpen && isHeard(socket)) socket.toClient.push(frame);
  }

  #fetch(url: URL, { body, signal }: RequestInit): Promise<Response> {
    if (!this.carriesHttp) return Promise.reject(new TypeError("failed to fetch"));
    return new Promise((answer, reject) => {
      signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
      if (this.swallowsHttp) return;
      const json = typeof body === "string" ? JSON.parse(body) : null;
      if (url.pathname === "/api/poll") {
        const request = { id: "poll", command: json.sync };
        this.#polls.push({ request, until: this.clock.now() + json.waitMs, answer });
      } else if (url.pathname === "/api/commands") this.#answerCommand(json, answer);
      else this.#answerPage(url, answer);
    });
  }

  #answerCommand({ id, command }: ClientRequest, answer: (response: Response) => void): void {
    this.commands.push({ command, over: "http" });
    const reply = this.#run(id, command);
    if (!this.loseAnswer(command)) answer(Response.json(reply, { status: 200 }));
  }

  #answerPage(url: URL, answer: (response: Response) => void): void {
    this.requested.push(url.pathname + url.search);
    try {
      const page = Response.json(this.#page(url));
      if (this.holdsPages) this.#heldPages.push(() => answer(page));
      else answer(page);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      answer(Response.json({ error: error.body }, { status: error.status }));
    }
  }

  #page({ pathname, searchParams }: URL): unknown {
    const [, , place, roomId] = pathname.split("/");
    const words: { limit?: string } = Object.fromEntries(searchParams);
    const numbers = Object.fromEntries([...searchParams].map(([name, value]) => [name, Number(value)]));
    if (place !== "desk") return this.school.page(roomId as never, numbers);
    const { desk } = this.school;
    if (roomId === "counts") return desk.counts(this.device.accountId);
    return desk.page(this.device.accountId, { ...words, limit: Number(words.limit ?? 50) });
  }

  #answerPolls(): boolean {
    const polls = this.#polls.splice(0);
    for (const poll of polls) {
      if (poll.request.command.type !== "sync") continue;
      const known = poll.request.command;
      const refusal = this.refuse(known);
      const synced = this.school.sync(this.device, known);
      const hasNews =
        synced.reset ||
        synced.rooms.length + synced.updates.length > 0 ||
        synced.account !== known.account ||
        (synced.desk !== null && synced.desk.position !== known.desk);
      if (refusal) poll.answer(Response.json({ error: refusal.body }, { status: refusal.status }));
      else if (hasNews || this.clock.now() >= poll.until) poll.answer(Response.json({ synced, frames: [] }));
      else this.#polls.push(poll);
    }
    return this.#polls.length < polls.length;
  }
}
