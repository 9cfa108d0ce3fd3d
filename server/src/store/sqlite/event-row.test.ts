import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type MessageSent,
  type RoomEvent,
  type RoomId,
  roomEventSchema,
  type Seq,
} from "@encrptalk/protocol";
import { School } from "../contract/school.ts";
import { Connection } from "./connection.ts";
import { encodedBetween, eventsBetween } from "./event-row.ts";
import { stretchBetween, toStretch } from "./event-stretch.ts";
import { openSqliteStore } from "./sqlite-store.ts";

let folder: string;
let school: School;
let db: Connection;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "encrptalk-events-"));
  const file = join(folder, "school.sqlite");
  school = await new School(await openSqliteStore({ file }), "plain").open();
  db = new Connection(file, "read");
});
afterEach(async () => {
  db.close();
  await school.store.close();
  rmSync(folder, { recursive: true });
});

const TITLES = ['The "quiet" \\ room', "🙂 é 你好"];
const AWKWARD = [
  'She said "yes" \\ no',
  "two\nlines\r\tand \u2028 \u0000 \u001f \u007f",
  "🙂 é e\u0301 你好",
  "a\ud800b",
  "\"}]}'",
];

/** What was told of each commit, brought to what it is now. */
function asTheyStand(roomId: RoomId): RoomEvent[] {
  const log = new Map<Seq, RoomEvent>();
  for (const change of school.changes)
    if (change.type === "event" && change.roomId === roomId) apply(log, change.event);
  return [...log.values()];
}

function apply(log: Map<Seq, RoomEvent>, event: RoomEvent): void {
  const { seq, at, sender } = event;
  log.set(seq, event);
  if (event.type !== "message.edited" && event.type !== "message.deleted") return;
  const { target } = event;
  const message = log.get(target) as MessageSent;
  if (event.type === "message.edited") {
    log.set(target, { ...message, body: event.body, edited: { seq, at } });
    return;
  }
  log.set(target, { ...message, body: null, deleted: { seq, at, sender } });
  for (const edit of log.values())
    if (edit.type === "message.edited" && edit.target === target) log.set(edit.seq, { ...edit, body: null });
}

/** Everything that can stand in a room's log. */
async function fill(roomId: RoomId): Promise<void> {
  const { asha, ben, msRao, store } = school;
  const origin = () => ({ roomId, ...school.by(msRao) });
  for (const text of AWKWARD) {
    await school.send(asha, { roomId, body: { alg: "plain", text, replyTo: 1, mentions: [ben.accountId] } });
    const { seq } = await school.send(asha, { roomId, body: { alg: "plain", text } });
    await school.edit(asha, seq, { roomId });
    await school.edit(asha, seq, { roomId, body: { alg: "plain", text: `${text}!` } });
  }
  const said = await school.send(asha, { roomId });
  await school.delete(asha, said.seq, false, roomId);
  const edited = await school.send(msRao, { roomId });
  await school.edit(msRao, edited.seq, { roomId });
  await school.delete(msRao, edited.seq, true, roomId);
  await store.raiseEncryption({ mode: "mls", ...origin() });
  await school.send(asha, { roomId, body: { alg: "mls", data: "c2VjcmV0+/==" } });
}

test("an event is encoded as JSON.stringify does it: of every type, with any text, edited and deleted", async () => {
  const { asha, ben, msRao, room, store } = school;
  const origin = () => ({ roomId: room, ...school.by(msRao) });
  await school.join(msRao);
  for (const title of TITLES) await store.renameRoom({ title, ...origin() });
  await fill(room);
  await school.leave(ben);
  await store.setRoomArchived({ archived: true, ...origin() });
  await store.setRoomArchived({ archived: false, ...origin() });
  const conversation = await school.converse(asha);
  for (const status of ["closed", "active"] as const)
    await store.setConversationStatus({ status, ...origin(), roomId: conversation });
  await fill(conversation);

  const types = new Set<RoomEvent["type"] | undefined>();
  for (const roomId of [room, conversation]) {
    const expected = asTheyStand(roomId);
    const encoded = encodedBetween(db, roomId, 1, expected.length);
    expect(encoded.map(({ json }) => JSON.parse(json))).toEqual(expected);
    expect(encoded.map(({ json }) => JSON.stringify(JSON.parse(json)))).toEqual(
      encoded.map(({ json }) => json),
    );
    expect(encoded.map(({ seq, type }) => ({ seq, type }))).toEqual(
      expected.map(({ seq, type }) => ({ seq, type })),
    );
    expect(eventsBetween(db, roomId, 1, expected.length)).toEqual(expected);
    for (const event of encoded)
      expect(stretchBetween(db, roomId, event.seq, event.seq)).toEqual(toStretch([event]));
    expect(stretchBetween(db, roomId, 1, expected.length)).toEqual(toStretch(encoded));
    for (const { type } of expected) types.add(type);
  }
  expect(types).toEqual(
    new Set(roomEventSchema.def.options.map((option) => option.shape.type.def.values[0])),
  );
});

test("an event names its sender, who came or left, and who deleted it", async () => {
  const { asha, msRao, room } = school;
  const { seq } = await school.send(asha);
  await school.join(msRao);
  await school.delete(msRao, seq, true);
  const mentioned = encodedBetween(db, room, 1, seq + 2).map((event) => event.mentioned.join(" and "));
  expect(mentioned).toEqual([
    "ms-rao",
    "asha and asha",
    "ben and ben",
    "asha and ms-rao",
    "ms-rao and ms-rao",
    "ms-rao",
  ]);
});

test("a stretch of messages as they were sent is what its events are, in their order", async () => {
  const { asha, ben, room } = school;
  for (const text of AWKWARD)
    for (const sender of [asha, ben])
      await school.send(sender, { roomId: room, body: { alg: "plain", text } });
  const last = 3 + 2 * AWKWARD.length;
  for (const [from, to] of [
    [4, last],
    [5, 6],
    [6, 5],
  ] as const)
    expect(stretchBetween(db, room, from, to)).toEqual(toStretch(encodedBetween(db, room, from, to)));
});
