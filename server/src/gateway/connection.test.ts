import { expect, test } from "bun:test";
import type { AccountId, DeviceId, RoomId } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import { liveTopic, roomTopic, type Topic } from "../live/hub.ts";
import { Metrics } from "../operations/metrics/metrics.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { Connection, type Socket } from "./connection.ts";
import type { Gateway } from "./gateway.ts";

const KIBIBYTE = 1_024;
const choir = "choir" as RoomId;
const chess = "chess" as RoomId;
const rao: Actor = {
  accountId: "rao" as AccountId,
  deviceId: "laptop" as DeviceId,
  role: "admin",
  name: "Ms Rao",
  expiresAt: 0,
  address: "192.0.2.7",
};

/** A socket whose peer takes as much as the test says. */
class SlowSocket implements Socket {
  readonly heard = new Set<Topic>();
  waiting = 0;
  send() {}
  close() {}
  subscribe(topic: Topic) {
    this.heard.add(topic);
  }
  unsubscribe(topic: Topic) {
    this.heard.delete(topic);
  }
  topics() {
    return [...this.heard];
  }
  bufferedBytes() {
    return this.waiting;
  }
}

test("who reads too slowly misses what may be dropped, the desk's too, until they have caught up (P28, P45)", () => {
  const rate = { perSecond: 1, burst: 1 };
  const metrics = new Metrics();
  const parts: Partial<Gateway> = {
    clock: new FakeClock(),
    metrics,
    rates: { connection: rate, account: rate },
  };
  const socket = new SlowSocket();
  const connection = new Connection(parts as Gateway, socket, rao);
  const durable: Topic[] = ["desk", roomTopic(choir)];
  const ephemeral: Topic[] = ["desk:live", liveTopic(choir)];
  for (const topic of [...durable, ...ephemeral]) connection.subscribe(topic);
  socket.waiting = 65 * KIBIBYTE;
  connection.shedLoad();
  connection.subscribe(liveTopic(chess));
  expect(socket.topics()).toEqual(durable);
  socket.waiting = 0;
  connection.shedLoad();
  expect(socket.topics()).toEqual([...durable, ...ephemeral, liveTopic(chess)]);
});
