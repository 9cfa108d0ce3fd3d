import { createHash } from "node:crypto";
import type { AccountId, Body, MessageSent, Person, RoomEvent, Seq } from "@encrptalk/protocol";
import type { ConversationRecord } from "./export-conversation.ts";
import { STYLE } from "./style.ts";

/** Nothing but this one style sheet: whatever somebody wrote, the file loads and runs nothing. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`;

/** A page to read and to print, by itself. */
export async function* conversationAsHtml(record: ConversationRecord): AsyncGenerator<string> {
  const { moments, pages } = record;
  const writer = new EventWriter(record);
  yield headOf(record);
  let day = "";
  for await (const { events, people } of pages) {
    writer.meet(people);
    let text = "";
    for (const event of events) {
      const line = writer.write(event);
      if (line === null) continue;
      const moment = moments(event.at);
      if (moment.day !== day) text += `<h2>${Bun.escapeHTML(moment.day)}</h2>\n`;
      day = moment.day;
      text += `${line}\n`;
    }
    yield text;
  }
  yield "</main>\n</body>\n</html>\n";
}

function headOf({
  school,
  exportedAt,
  timeZone,
  moments,
  student,
  conversation,
}: ConversationRecord): string {
  const exported = moments(exportedAt);
  const facts = [
    ["Roll ID", student.rollId],
    ["Class", student.className],
    ["E-mail", student.email],
    ["Conversation", conversation.status === "closed" ? "Closed" : "Active"],
    ["Messages", conversation.messageCount.toLocaleString("en")],
    ["Exported", `${exported.day}, ${exported.time}`],
    ["Times are in", timeZone],
  ] as const;
  const list = facts.map(
    ([term, text]) =>
      `<div><dt>${Bun.escapeHTML(term)}</dt><dd dir="auto">${Bun.escapeHTML(text)}</dd></div>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${Bun.escapeHTML(student.name)} · ${Bun.escapeHTML(school)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<p class="school" dir="auto">${Bun.escapeHTML(school)}</p>
<h1 dir="auto">${Bun.escapeHTML(student.name)}</h1>
<dl>${list.join("")}</dl>
</header>
<main>
`;
}

class EventWriter {
  readonly #record: ConversationRecord;
  readonly #people = new Map<AccountId, Person>();

  constructor(record: ConversationRecord) {
    this.#record = record;
    this.meet(record.readers);
  }

  meet(people: readonly Person[]): void {
    for (const person of people) this.#people.set(person.accountId, person);
  }

  /** `null` for what says nothing to a reader. */
  write(event: RoomEvent): string | null {
    switch (event.type) {
      case "message.sent":
        return this.#message(event);
      case "message.edited":
        return this.#line(event, `changed ${linkTo(event.target)}`, textOf(event.body));
      case "message.deleted":
        return this.#line(event, `deleted ${linkTo(event.target)}`);
      case "room.created":
        return this.#line(event, "started the conversation");
      case "conversation.closed":
        return this.#line(event, "closed the conversation");
      case "conversation.reopened":
        return this.#line(event, "reopened the conversation");
      case "encryption.raised":
        return this.#line(event, "had messages encrypted from here on");
      case "room.renamed":
      case "room.archived":
      case "room.restored":
      case "member.joined":
      case "member.left":
        return null;
    }
  }

  #message(message: MessageSent): string {
    const { seq, at, sender, body } = message;
    const isStudents = sender.accountId === this.#record.student.accountId;
    const reply = body?.alg === "plain" && body.replyTo !== undefined;
    return `<article id="m${seq}" class="${isStudents ? "student" : "staff"}">
<p class="who"><b dir="auto">${this.#name(sender.accountId)}</b> ${this.#time(at)} <span>#${seq}</span></p>
${reply ? `<p class="reply">In answer to ${linkTo(body.replyTo ?? 0)}</p>\n` : ""}${this.#text(message)}
<p class="state">${this.#state(message, isStudents)}</p>
</article>`;
  }

  #text({ body, deleted }: MessageSent): string {
    if (deleted)
      return `<p class="gone">Deleted by ${this.#name(deleted.sender.accountId)}, ${this.#moment(deleted.at)}</p>`;
    return textOf(body);
  }

  #state({ number, edited, deleted }: MessageSent, isStudents: boolean): string {
    const parts = edited && !deleted ? [`Changed ${this.#moment(edited.at)}`] : [];
    return [...parts, isStudents ? this.#readByStaff(number) : this.#reachedStudent(number)].join(" · ");
  }

  #readByStaff(number: number): string {
    const { receipts, student } = this.#record;
    const readers = receipts.filter(
      ({ accountId, read }) => accountId !== student.accountId && read >= number,
    );
    if (readers.length === 0) return "Not read yet";
    return `Read by ${readers.map(({ accountId }) => this.#name(accountId)).join(", ")}`;
  }

  #reachedStudent(number: number): string {
    const { receipts, student } = this.#record;
    const receipt = receipts.find(({ accountId }) => accountId === student.accountId);
    if ((receipt?.read ?? 0) >= number) return `Read by ${this.#name(student.accountId)}`;
    return (receipt?.delivered ?? 0) >= number ? "Delivered" : "Sent";
  }

  #line({ sender, at }: RoomEvent, did: string, more = ""): string {
    return `<div class="line"><p>${this.#name(sender.accountId)} ${did} · ${this.#time(at)}</p>${more}</div>`;
  }

  #name(accountId: AccountId): string {
    return `<bdi>${Bun.escapeHTML(this.#people.get(accountId)?.name ?? accountId)}</bdi>`;
  }

  #time(at: number): string {
    const { iso, time } = this.#record.moments(at);
    return `<time datetime="${iso}">${time}</time>`;
  }

  #moment(at: number): string {
    const { iso, day, time } = this.#record.moments(at);
    return `<time datetime="${iso}">${day}, ${time}</time>`;
  }
}

const linkTo = (seq: Seq): string => `<a href="#m${seq}">#${seq}</a>`;

function textOf(body: Body | null): string {
  if (body === null) return `<p class="gone">Deleted</p>`;
  if (body.alg !== "plain")
    return `<p class="gone">Encrypted: only the devices of those who wrote can read it</p>`;
  return `<p class="text" dir="auto">${Bun.escapeHTML(body.text)}</p>`;
}
