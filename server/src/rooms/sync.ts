import type { Sync, Synced } from "@encrptalk/protocol";
import type { Actor } from "../accounts/index.ts";
import { decodeUpdate } from "../store/encoded-update.ts";
import type { CaughtUp } from "../store/store.ts";
import type { Rooms } from "./context.ts";

/** How far a client is. */
type Known = Omit<Sync, "type">;

/** The answer to `sync`, its events encoded already. */
export type EncodedSynced = Omit<Synced, "updates"> & Pick<CaughtUp, "updates">;

/** What a client misses, given how far it is. */
export const sync = async (rooms: Rooms, actor: Actor, known: Known): Promise<EncodedSynced> =>
  toSynced(rooms, actor, known, await rooms.store.catchUp(actor.accountId, known));

/** What was read of it, with who is online now. */
export function toSynced(
  rooms: Rooms,
  actor: Actor,
  known: Known,
  { self, joined: _, entered: __, ...caughtUp }: CaughtUp,
): EncodedSynced {
  const { accountId, deviceId } = actor;
  // Read anew: a connection lives longer than a name.
  const { name, role } = self ?? actor;
  return {
    ...caughtUp,
    desk: withPresence(rooms, caughtUp.desk),
    epoch: rooms.store.epoch,
    me: { accountId, deviceId, name, role },
    rooms: caughtUp.rooms.map((room) => ({ ...room, online: rooms.presence.onlineIn(room.roomId) })),
    updates: caughtUp.updates.map((update) =>
      update.status === "limited"
        ? { ...update, room: { ...update.room, online: rooms.presence.onlineIn(update.roomId) } }
        : update,
    ),
    online: onlineIn(rooms, known, caughtUp),
  };
}

/** With its events as they were before they were encoded. */
export const decodeSynced = (synced: EncodedSynced): Synced => ({
  ...synced,
  updates: synced.updates.map(decodeUpdate),
});

function withPresence({ presence }: Rooms, desk: CaughtUp["desk"]): Synced["desk"] {
  if (!desk?.rows) return desk;
  const rows = desk.rows.map((row) => ({ ...row, online: presence.isOnline(row.student.accountId) }));
  return { position: desk.position, rows };
}

function onlineIn(
  { presence }: Rooms,
  known: Known,
  { reset, rooms, updates }: Pick<CaughtUp, "reset" | "rooms" | "updates">,
): Synced["online"] {
  // Of rooms that were named from another history it was not looked whether one may enter them.
  if (reset) return [];
  const told = new Set(rooms.map(({ roomId }) => roomId));
  for (const { status, roomId } of updates) if (status === "gone") told.add(roomId);
  return known.rooms.flatMap(({ roomId }) =>
    told.has(roomId) ? [] : [{ roomId, online: presence.onlineIn(roomId) }],
  );
}

/** Whether an answer says anything that the asker did not know. */
export function hasNews(synced: EncodedSynced, known: Known): boolean {
  return (
    synced.reset ||
    synced.rooms.length > 0 ||
    synced.updates.length > 0 ||
    synced.school !== known.school ||
    synced.account !== known.account ||
    (synced.desk !== null && synced.desk.position !== known.desk)
  );
}
