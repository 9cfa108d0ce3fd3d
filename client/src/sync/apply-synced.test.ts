import { beforeEach, describe, expect, test } from "bun:test";
import type { Sync } from "@encrptalk/protocol";
import { MemoryOutbox } from "../outbox/memory-outbox.ts";
import { Session } from "../session.ts";
import { newSetting, type Setting } from "../testing/setting.ts";
import type { AnySynced } from "../wire/result.ts";
import { applySynced } from "./apply-synced.ts";

let setting: Setting;
let session: Session;

beforeEach(() => {
  setting = newSetting();
  session = new Session({
    url: "https://chat.school.example",
    authentication: { kind: "cookie" },
    account: null,
    outbox: new MemoryOutbox(),
    clock: setting.clock,
    random: () => 0.5,
    WebSocket: setting.network.WebSocket,
    fetch: setting.network.fetch,
  });
  answerTo(session.model.question()).apply();
});

/** What the school answers now, to be applied whenever the test likes. */
function answerTo(question: Sync): { synced: AnySynced; apply: () => void } {
  const synced = structuredClone(setting.school.sync(setting.network.device, question));
  return { synced, apply: () => applySynced(session.model, synced, question) };
}

const row = () => session.model.joined(setting.biology)?.row;

describe("an answer that comes late", () => {
  test("changes nothing the second time", () => {
    setting.school.say(setting.biology, setting.ben, "hello");
    setting.school.join(setting.biology, "chidi" as never);
    const { apply } = answerTo(session.model.question());
    apply();
    const before = row();
    apply();
    expect(row()).toBe(before as never);
    expect(before).toMatchObject({ memberCount: 3, messageCount: 1 });
  });

  test("does not take back what has become known since", () => {
    const { school, biology, ben } = setting;
    school.say(biology, ben, "one");
    const early = answerTo(session.model.question());
    school.say(biology, ben, "two");
    answerTo(session.model.question()).apply();
    early.apply();
    expect(row()).toMatchObject({ messageCount: 2, head: 3 });
    expect(session.model.joined(biology)?.position).toBe(school.position);
  });

  test("does not bring back the mark of whoever has left since", () => {
    const { school, biology, ben } = setting;
    school.say(biology, ben, "bye");
    const early = answerTo(session.model.question());
    school.leave(biology, ben);
    answerTo(session.model.question()).apply();
    early.apply();
    expect(session.model.joined(biology)?.state.receipts.get()).toEqual([]);
  });

  test("does not end a membership that is newer than it", () => {
    const { school, biology, asha } = setting;
    school.leave(biology, asha);
    const early = answerTo(session.model.question());
    expect(early.synced.updates).toMatchObject([{ status: "gone" }]);
    answerTo(session.model.question()).apply();
    expect(row()).toBeUndefined();
    school.join(biology, asha);
    answerTo(session.model.question()).apply();
    early.apply();
    expect(row()?.title).toBe("Biology");
  });

  test("does not bring back an older picture of a room", () => {
    const { school, biology, ben } = setting;
    const nothing = { ...session.model.question(), epoch: null, rooms: [] };
    const early = answerTo(nothing);
    school.say(biology, ben, "one");
    answerTo(session.model.question()).apply();
    early.apply();
    expect(row()?.messageCount).toBe(1);
  });
});
