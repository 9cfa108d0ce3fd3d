import { describe, expect, test } from "bun:test";
import type { AccountId, DeviceId, MessageId, MessageSent, RoomId } from "@encrptalk/protocol";
import { type Evidence, judge } from "./verdict.ts";

const biology = "biology" as RoomId;

function said(seq: number, text: string, number = seq): MessageSent {
  return {
    type: "message.sent",
    seq,
    number,
    at: 1,
    sender: { accountId: "asha" as AccountId, deviceId: "laptop" as DeviceId },
    messageId: `id of ${text}` as MessageId,
    body: { alg: "plain", text },
  };
}

/** Asha has said these, in this order; all were acknowledged, and stand in the log, and Ben saw them. */
function evidence(...texts: string[]): Evidence & { log: MessageSent[] } {
  const log = texts.map((text, index) => said(index + 1, text));
  return {
    log,
    sendings: texts.map((text, index) => ({
      device: "laptop",
      roomId: biology,
      messageId: log[index]?.messageId as MessageId,
      text,
    })),
    acknowledged: new Map(
      log.map(({ messageId, seq, number, at }) => [messageId, { roomId: biology, seq, number, at }]),
    ),
    contradictions: [],
    sentAgain: new Set(),
    histories: new Map([[biology, log]]),
    views: [
      {
        name: "Ben",
        rooms: [biology],
        arrivals: log.map((event) => ({ roomId: biology, event })),
        shown: new Map([[biology, log]]),
      },
    ],
  };
}

/** Only the log changes, after everybody saw it. */
const withLog = (...log: MessageSent[]): Evidence => ({
  ...evidence("one", "two"),
  histories: new Map([[biology, log]]),
  views: [],
});

const withView = (view: Partial<Evidence["views"][number]>): Evidence => {
  const whole = evidence("one", "two");
  return { ...whole, views: whole.views.map((usual) => ({ ...usual, ...view })) };
};

const brokenIn = (found: Evidence) => judge(found).broken;

test("where everything is as it was acknowledged, nothing is found", () => {
  expect(judge(evidence("one", "two", "three"))).toEqual({
    broken: { lost: 0, doubled: 0, reordered: 0, leaked: 0 },
    failures: [],
  });
});

describe("in the log", () => {
  test("an acknowledged message that is not there is lost", () => {
    expect(brokenIn(withLog(said(1, "one")))).toMatchObject({ lost: 1 });
  });

  test("a message that is there twice is doubled", () => {
    expect(brokenIn(withLog(said(1, "one"), said(2, "two"), said(3, "two")))).toMatchObject({ doubled: 1 });
  });

  test("a gap in the numbers, and another place than the acknowledged one, are another order", () => {
    expect(brokenIn(withLog(said(1, "one"), said(2, "two"), said(4, "four")))).toMatchObject({
      reordered: 1,
    });
    expect(brokenIn(withLog(said(1, "two"), said(2, "one")))).toMatchObject({ reordered: 3 });
  });

  test("what was given up and sent again by its sender may stand after what was said since", () => {
    const whole = evidence("one", "two");
    const turned = [said(1, "two"), said(2, "one")];
    const found = judge({
      ...whole,
      acknowledged: new Map(),
      histories: new Map([[biology, turned]]),
      views: [],
    });
    expect(found.broken).toMatchObject({ reordered: 1 });
    const sentAgain = new Set(turned.slice(1).map(({ messageId }) => messageId));
    const forgiven = { ...whole, acknowledged: new Map(), sentAgain, views: [] };
    expect(judge({ ...forgiven, histories: new Map([[biology, turned]]) }).failures).toEqual([]);
  });

  test("another text, and a message that never came, are failures", () => {
    const other = { ...said(2, "two"), body: { alg: "plain", text: "too" } } as const;
    expect(judge(withLog(said(1, "one"), other)).failures).toEqual(["“two” is stored as “too”"]);
    expect(judge({ ...withLog(), acknowledged: new Map() }).failures).toHaveLength(2);
  });
});

describe("on a device", () => {
  test("an event that comes twice is doubled, an older one after a later one another order", () => {
    const [one, two] = evidence("one", "two").log.map((event) => ({ roomId: biology, event }));
    if (!one || !two) throw new Error("two were said");
    expect(brokenIn(withView({ arrivals: [one, one, two] }))).toMatchObject({ doubled: 1 });
    expect(brokenIn(withView({ arrivals: [two, one] }))).toMatchObject({ reordered: 1 });
  });

  test("an event that the log does not have is lost", () => {
    const event = said(2, "another");
    expect(brokenIn(withView({ arrivals: [{ roomId: biology, event }] }))).toMatchObject({ lost: 1 });
  });

  test("what is missing on the screen is lost, what stands there twice doubled", () => {
    const { log } = evidence("one", "two");
    expect(brokenIn(withView({ shown: new Map([[biology, log.slice(1)]]) }))).toMatchObject({ lost: 1 });
    expect(brokenIn(withView({ shown: new Map([[biology, [...log, ...log]]]) }))).toMatchObject({
      doubled: 1,
    });
    expect(brokenIn(withView({ shown: new Map([[biology, log.toReversed()]]) }))).toMatchObject({
      reordered: 1,
    });
  });

  test("an event of somebody else's room is leaked", () => {
    expect(brokenIn(withView({ rooms: [] }))).toMatchObject({ leaked: 3 });
  });
});
