import {
  type AccountId,
  type DeviceId,
  MAX_CONNECTIONS_PER_ACCOUNT,
  type Timestamp,
} from "@encrptalk/protocol";
import type { EndReason, Listener } from "../live/hub.ts";
import type { Gateway } from "./gateway.ts";

/** How long a connection may take from its authentication to its first subscription. */
const OPENING_MS = 60_000;

/** Ends every connection of signed-out devices, those that are just being opened too. */
export function endDevices(gateway: Gateway, deviceIds: readonly DeviceId[], reason: EndReason): void {
  const ended = new Set(deviceIds);
  for (const deviceId of ended) {
    gateway.endedDevices.set(deviceId, reason);
    gateway.clock.after(OPENING_MS, () => gateway.endedDevices.delete(deviceId));
  }
  for (const listener of gateway.hub.listeners()) if (ended.has(listener.deviceId)) listener.end(reason);
}

/**
 * Whether an account has as many connections, sockets and waiting polls, as it may. To be asked in the same turn as
 * `attach`: many that are being opened at once would all find room for one.
 */
export const isCrowded = ({ hub }: Gateway, accountId: AccountId): boolean =>
  hub.countOf(accountId) >= MAX_CONNECTIONS_PER_ACCOUNT;

/** Registers a new connection, and ends it at once when its device was signed out while it was being opened. */
export function attach(gateway: Gateway, listener: Listener): void {
  gateway.hub.attach(listener);
  gateway.presence.connected(listener.accountId, listener.role);
  const ended = gateway.endedDevices.get(listener.deviceId);
  if (ended) listener.end(ended);
}

/** `heardAt`: when the peer last gave a sign of life. */
export function detach(gateway: Gateway, listener: Listener, heardAt: Timestamp): void {
  const { accountId, deviceId } = listener;
  gateway.hub.detach(listener);
  gateway.presence.disconnected(accountId);
  gateway.notifications.connectionLost({ accountId, deviceId, heardAt });
}
