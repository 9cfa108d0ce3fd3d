import type { Client } from "@encrptalk/client";
import { type Device, deskOf, freshClient } from "./device.ts";
import { until } from "./until.ts";

const FRESH_WITHIN_MS = 10_000;
/** Marks are gathered for a moment before they are told. */
const AGREED_WITHIN_MS = 10_000;

/**
 * Whether what a device knows after all that happened is what one knows that asks for the first time: the list with
 * its badges, receipts, conversations and their status, and for staff the desk. Gives a sentence for what is not.
 */
export async function differencesFromFresh(device: Device): Promise<string[]> {
  const fresh = freshClient(device.seat);
  const closes = [deskOf(fresh).open(), ...device.rooms.map((roomId) => fresh.room(roomId).open())];
  try {
    const isLoaded = () => fresh.connection.get().status === "live" && fresh.rooms.get().loaded;
    if (!(await until(isLoaded, FRESH_WITHIN_MS)))
      return [`a fresh client of ${device.name} did not become live`];
    let differing: string[] = [];
    await until(() => {
      differing = differences(device, fresh);
      return differing.length === 0;
    }, AGREED_WITHIN_MS);
    return differing;
  } finally {
    for (const close of closes) close();
    fresh.close();
  }
}

function differences({ name, client, rooms }: Device, fresh: Client): string[] {
  const different = (what: string, stale: unknown, now: unknown) =>
    Bun.deepEquals(stale, now)
      ? []
      : [`${name}: ${what}: ${JSON.stringify(stale)} instead of ${JSON.stringify(now)}`];
  return [
    ...different("rooms", rowsOf(client), rowsOf(fresh)),
    ...different("desk", deskStateOf(client), deskStateOf(fresh)),
    ...rooms
      .filter((roomId) => fresh.room(roomId).row.get() !== null)
      .flatMap((roomId) =>
        different(`receipts of ${roomId}`, receiptsOf(client, roomId), receiptsOf(fresh, roomId)),
      ),
  ];
}

/** Who is online is told only of those who come and go. */
const rowsOf = (client: Client) => client.rooms.get().rows.map(({ online: _, ...row }) => row);

function deskStateOf(client: Client) {
  const { rows, loaded, total } = deskOf(client).state.get();
  return { rows, loaded, total };
}

const receiptsOf = (client: Client, roomId: Parameters<Client["room"]>[0]) =>
  client
    .room(roomId)
    .receipts.get()
    .toSorted((a, b) => (a.accountId < b.accountId ? -1 : 1));
