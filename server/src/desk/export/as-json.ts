import type { ConversationRecord } from "./export-conversation.ts";

/** A device says nothing to who reads a conversation, and names somebody's session. */
const LEFT_OUT = "deviceId";

/** For programs: the events of the protocol, each with its time in words of ISO 8601, and who is who. */
export async function* conversationAsJson({
  pages,
  moments,
  exportedAt,
  receipts,
  readers,
  conversation: { roomId, status, startedAt },
  ...facts
}: ConversationRecord): AsyncGenerator<string> {
  const { school, timeZone, student } = facts;
  const people = new Map(readers.map((person) => [person.accountId, person]));
  const head = {
    ...{ school, timeZone, student, exportedAt: moments(exportedAt).iso },
    conversation: { roomId, status, startedAt: moments(startedAt).iso },
    receipts,
  };
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "events": [`;
  let separator = "\n    ";
  for await (const page of pages) {
    for (const person of page.people) people.set(person.accountId, person);
    let text = "";
    for (const event of page.events) {
      const written = { ...event, time: moments(event.at).iso };
      text +=
        separator + JSON.stringify(written, (key, value: unknown) => (key === LEFT_OUT ? undefined : value));
      separator = ",\n    ";
    }
    yield text;
  }
  yield `\n  ],\n  "people": ${JSON.stringify([...people.values()])}\n}\n`;
}
