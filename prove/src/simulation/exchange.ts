import type { Command, ReplyFrame } from "@encrptalk/protocol";
import type { Action } from "./action.ts";
import type { Line } from "./line.ts";

interface Answered {
  readonly status: number;
  readonly text: string;
}

/** One HTTP request and its answer, each on its way until the simulation lets it arrive. */
export class Exchange {
  readonly promise: Promise<Response>;
  readonly #line: Line;
  readonly #url: URL;
  readonly #init: RequestInit;
  readonly #settled = Promise.withResolvers<Response>();
  readonly #abort = new AbortController();
  #state: "asking" | "waiting" | "answered" | "over" = "asking";
  #answer: Answered | null = null;

  constructor(line: Line, url: URL, init: RequestInit) {
    this.#line = line;
    this.#url = url;
    this.#init = init;
    this.promise = this.#settled.promise;
    init.signal?.addEventListener("abort", () => this.#aborted(), { once: true });
  }

  get isOver(): boolean {
    return this.#state === "over";
  }

  collect(ready: Action[], isAsleep: boolean): void {
    const { name } = this.#line;
    const path = this.#url.pathname;
    if (this.#state === "asking") ready.push({ label: () => `${name} asks ${path}`, run: () => this.#ask() });
    if (this.#state === "answered" && !isAsleep)
      ready.push({
        label: () => `${name} is answered ${path} ${this.#answer?.status}`,
        run: () => this.#arrive(),
      });
  }

  /** The connection breaks. */
  cut(): void {
    if (this.#state === "over") return;
    this.#state = "over";
    this.#abort.abort();
    this.#settled.reject(new TypeError("the connection was lost"));
  }

  /** The client's process is no more. */
  clientDied(): void {
    this.#state = "over";
    this.#abort.abort();
  }

  #aborted(): void {
    if (this.#state === "over") return;
    this.#state = "over";
    this.#abort.abort();
    this.#settled.reject(new DOMException("aborted", "AbortError"));
  }

  #ask(): void {
    const server = this.#line.http === "open" ? this.#line.server() : null;
    if (server === null) return this.cut();
    const { method = "GET", headers, body } = this.#init;
    this.#state = "waiting";
    const request = new Request(this.#url, {
      method,
      headers: new Headers(headers as Headers),
      body: body as string | null,
      signal: this.#abort.signal,
    });
    const command = this.#command();
    if (command !== null) this.#line.observer.asked(this.#line.device, command);
    void server.answer(request).then((answer) => {
      if (answer === null) return this.cut();
      if (answer.status === 200) this.#observe(answer.text, command);
      if (this.#state !== "waiting") return;
      if (command !== null && this.#line.loses(command)) return this.cut();
      this.#answer = answer;
      this.#state = "answered";
    });
  }

  #observe(text: string, command: Command | null): void {
    const { device, observer } = this.#line;
    const value: unknown = JSON.parse(text);
    observer.told(device, { text, value, page: this.#url.pathname });
    if (command !== null) observer.replied(device, command, value as ReplyFrame);
  }

  #command(): Command | null {
    const { body } = this.#init;
    if (this.#url.pathname !== "/api/commands" || typeof body !== "string") return null;
    return (JSON.parse(body) as { command: Command }).command;
  }

  #arrive(): void {
    const { status, text } = this.#answer ?? { status: 500, text: "" };
    this.#state = "over";
    const headers = { "content-type": "application/json" };
    this.#settled.resolve(new Response(text, { status, headers }));
  }
}
