import type { DeviceId, MessageId, RoomId } from "@encrptalk/protocol";
import type { Findings } from "./findings.ts";
import type { StoredEvent } from "./history-file.ts";
import { signedIn } from "./rest.ts";
import type { World } from "./world.ts";

/** What the database has: without gaps, each message once, and everything that was acknowledged. */
export function checkHistory(world: World, findings: Findings): void {
  const { history } = world;
  const events = history.events();
  const rooms = Map.groupBy(events, ({ roomId }) => roomId);
  for (const { roomId, head, messageCount } of history.heads()) {
    const own = rooms.get(roomId) ?? [];
    const numbers = own.flatMap(({ number }) => number ?? []);
    if (own.length !== head || own.some(({ seq }, index) => seq !== index + 1))
      findings.add("other", `${roomId} has gaps: ${own.map(({ seq }) => seq)} up to ${head}`);
    if (numbers.length !== messageCount || numbers.some((number, index) => number !== index + 1))
      findings.add("other", `${roomId} counts its messages ${numbers} of ${messageCount}`);
  }
  checkIds(events, new Set(world.devices.map(({ device }) => device.deviceId)), findings);
  for (const { roomId, seq, event, clientId } of world.ledger.missing(events))
    findings.add("lost", `${event} ${clientId ?? ""} was acknowledged as ${seq} of ${roomId}`);
  checkWritten(world, events, findings);
}

/** One row for each id, and for each message that was written: no two have the same text. */
function checkIds(events: readonly StoredEvent[], devices: ReadonlySet<DeviceId>, findings: Findings): void {
  const seen = new Set<string>();
  for (const { roomId, deviceId, clientId, seq, text } of events) {
    if (clientId === null || !devices.has(deviceId)) continue;
    const keys = [`${roomId} ${deviceId} ${clientId}`, ...(text === null ? [] : [`“${text}”`])];
    for (const key of keys) {
      if (seen.has(key)) findings.add("doubled", `${key} is there again as ${seq} of ${roomId}`);
      seen.add(key);
    }
  }
}

/** What was written on a device that is still signed in has arrived, in the order in which it was written. */
function checkWritten(world: World, events: readonly StoredEvent[], findings: Findings): void {
  const { written, takenBack, retried } = world.ledger;
  const stored = new Map(events.map((event) => [`${event.roomId} ${event.clientId}`, event]));
  const last = new Map<string, { seq: number; messageId: MessageId }>();
  const refused = new Set(
    world.devices.flatMap(({ client }) => client.outbox.get().map(({ messageId }) => messageId)),
  );
  const present = new Set(signedIn(world).map(({ device }) => device));
  for (const { device, roomId, messageId } of written) {
    const event = stored.get(`${roomId} ${messageId}`);
    if (!event) {
      const isExcused = takenBack.has(messageId) || refused.has(messageId) || !present.has(device);
      if (!isExcused) findings.add("lost", `${messageId} of ${device.deviceId} is not in ${roomId}`);
      continue;
    }
    if (retried.has(messageId) || takenBack.has(messageId)) continue;
    const key = `${device.deviceId} ${roomId satisfies RoomId}`;
    const before = last.get(key);
    if (before && before.seq > event.seq)
      findings.add(
        "reordered",
        `${messageId} of ${device.deviceId} in ${roomId} stands before ${before.messageId}, which was written before it`,
      );
    last.set(key, { seq: event.seq, messageId });
  }
}
