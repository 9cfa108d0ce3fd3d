import { randomUUID } from "node:crypto";

export interface Message {
  seq: number;
  messageId: string;
  text: string;
}

interface EventPage {
  events: { seq: number; type: string; messageId?: string; body?: { text: string } | null }[];
  hasOlder: boolean;
}

/** A person as the server knows them, signed in over HTTP: sets the scene, and tells what the server has. */
export class Account {
  readonly #url: string;
  readonly #cookie: string;

  private constructor(
    url: string,
    cookie: string,
    readonly accountId: string,
    readonly name: string,
    readonly email: string,
  ) {
    this.#url = url;
    this.#cookie = cookie;
  }

  /** `path` is one of those that sign in: `/api/set-up`, `/api/sign-in`, `/api/links/redeem`. */
  static async enter(url: string, path: string, body: object): Promise<Account> {
    const response = await fetch(url + path, {
      method: "POST",
      headers: { origin: url, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const { accountId, name, email } = await jsonOf<Record<"accountId" | "name" | "email", string>>(response);
    const cookie = response.headers.getSetCookie().map((line) => line.split(";")[0]);
    return new Account(url, cookie.join("; "), accountId, name, email);
  }

  get<T>(path: string): Promise<T> {
    return this.#ask("GET", path);
  }

  post<T>(path: string, body: object = {}): Promise<T> {
    return this.#ask("POST", path, body);
  }

  patch<T>(path: string, body: object): Promise<T> {
    return this.#ask("PATCH", path, body);
  }

  async command<T>(command: object): Promise<T> {
    const { result } = await this.post<{ result: T }>("/api/commands", { id: "1", command });
    return result;
  }

  async createRoom(title: string): Promise<string> {
    const { roomId } = await this.command<{ roomId: string }>({ type: "room.create", title });
    return roomId;
  }

  async join(roomId: string): Promise<void> {
    await this.command({ type: "room.join", roomId });
  }

  /** A student's conversation, made where there is none: staff name any student, a student themself. */
  async openConversation(studentId: string): Promise<string> {
    const { room } = await this.command<{ room: { roomId: string } }>({
      type: "conversation.open",
      studentId,
    });
    return room.roomId;
  }

  async closeConversation(roomId: string): Promise<void> {
    await this.command({ type: "conversation.close", roomId });
  }

  /** How far this person is in a room, by `number` of its messages. */
  async markRead(roomId: string, number: number): Promise<void> {
    await this.command({ type: "receipts.mark", marks: [{ roomId, delivered: number, read: number }] });
  }

  async leave(roomId: string): Promise<void> {
    await this.command({ type: "room.leave", roomId });
  }

  /** `replyTo`: the `seq` of the message that this one answers. */
  async say(roomId: string, text: string, replyTo?: number): Promise<void> {
    const body = { alg: "plain", text, replyTo };
    await this.command({ type: "message.send", roomId, messageId: randomUUID(), body });
  }

  /** The room's messages as the server has them now, oldest first, deleted ones left out. */
  async history(roomId: string): Promise<Message[]> {
    const messages: Message[] = [];
    let before: number | undefined;
    do {
      const query = before === undefined ? "" : `&before=${before}`;
      const page: EventPage = await this.get(`/api/rooms/${roomId}/events?limit=200${query}`);
      messages.unshift(
        ...page.events.flatMap(({ seq, messageId, body }) =>
          body && messageId ? [{ seq, messageId, text: body.text }] : [],
        ),
      );
      before = page.hasOlder ? page.events[0]?.seq : undefined;
    } while (before !== undefined);
    return messages;
  }

  async #ask<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(this.#url + path, {
      method,
      headers: {
        cookie: this.#cookie,
        origin: this.#url,
        ...(body && { "content-type": "application/json" }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    return jsonOf(response);
  }
}

async function jsonOf<T>(response: Response): Promise<T> {
  const answer = await response.text();
  if (!response.ok) throw new Error(`${response.url} answers ${response.status}: ${answer}`);
  return JSON.parse(answer) as T;
}
