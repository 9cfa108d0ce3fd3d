import { expect, test } from "bun:test";
import { oneRoom } from "../layout.ts";
import { rawPublish } from "../peers/raw-publish.ts";
import { textOf } from "../stamp.ts";
import { Generator } from "./generator.ts";

test("members in another process hear all that is said, and who joins later hears the rest", async () => {
  const frame = JSON.stringify({ type: "event", text: textOf(0) });
  const server = await rawPublish.start({ ...oneRoom(5), frame });
  const generator = new Generator();
  try {
    await generator.enter(rawPublish, server.seats.slice(0, 2));
    const two = await generator.offer({ first: 0, dueMs: [0, 3, 3] });
    expect(two).toMatchObject({ deliveries: 6, lost: 0, misplaced: 0, failures: [] });
    await generator.enter(rawPublish, server.seats.slice(2));
    const five = await generator.offer({ first: 3, dueMs: [0, 3, 3, 20] });
    expect(five).toMatchObject({ deliveries: 20, lost: 0, misplaced: 0, bytesPerDelivery: frame.length });
    expect(five.latencyMs.p50).toBeGreaterThan(0);
  } finally {
    await generator.stop();
    await server.stop();
  }
});

test("people in many rooms hear those they are in, and no others", async () => {
  const frame = JSON.stringify({ type: "event", text: textOf(0) });
  const server = await rawPublish.start({ people: 6, rooms: 6, members: 3, frame });
  const generator = new Generator();
  try {
    await generator.enter(rawPublish, server.seats);
    const dueMs = Array.from({ length: 30 }, (_, index) => index);
    expect(await generator.offer({ first: 0, dueMs })).toMatchObject({
      deliveries: 90,
      lost: 0,
      misplaced: 0,
      failures: [],
    });
  } finally {
    await generator.stop();
    await server.stop();
  }
});

test("a server that goes away is a failure of the run, not silence", async () => {
  const frame = JSON.stringify({ type: "event", text: textOf(0) });
  const server = await rawPublish.start({ ...oneRoom(1), frame });
  const generator = new Generator();
  await generator.enter(rawPublish, server.seats);
  await server.stop();
  await expect(generator.enter(rawPublish, server.seats)).rejects.toThrow("a connection ended");
  await generator.stop();
});
