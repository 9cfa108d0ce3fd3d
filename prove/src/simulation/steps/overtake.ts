import type { AccountId, Body, DeviceId, MessageId, Position, RoomId, Seq } from "@encrptalk/protocol";
import type { Gateway } from "@encrptalk/server/simulation";
import type { HistoryFile } from "../history-file.ts";
import { CHESS, EVERYONE, PEOPLE, RAO } from "../people.ts";
import type { World } from "../world.ts";

type Store = Gateway["rooms"]["store"];

/** How far a history has come. */
interface Past {
  readonly position: Position;
  readonly rooms: ReadonlyMap<RoomId, { readonly head: Seq; readonly messageCount: number }>;
}

export const pastOf = (history: HistoryFile): Past => ({
  position: history.position(),
  rooms: new Map(history.heads().map(({ roomId, ...room }) => [roomId, room])),
});

const MOST_FURTHER = 6;

/**
 * Takes a history further than a former one was, in every room and in every feed: by numbers nobody can tell then that
 * it is another. All by devices that are not looked at.
 */
export async function overtake(options: {
  world: World;
  store: Store;
  former: Past;
  restored: Past;
}): Promise<void> {
  const { world, store, former, restored } = options;
  const missing = former.position - restored.position;
  await Promise.all(Array.from({ length: missing }, () => write(world, store, EVERYONE)));
  const title = `Title ${world.count()}`;
  await store.renameRoom({ roomId: CHESS, title, ...origin(world, RAO.accountId) });
  for (const [roomId, { head, messageCount }] of restored.rooms) {
    const behind = (former.rooms.get(roomId)?.head ?? head) - head;
    const count = Math.max(0, behind) + world.random.between(1, MOST_FURTHER);
    await Promise.all(Array.from({ length: count }, () => write(world, store, roomId)));
    const read = messageCount + count;
    await store.markReceipts(PEOPLE.map(({ accountId }) => ({ roomId, accountId, delivered: read, read })));
  }
}

/** Ms Rao writes. Where she may not, nothing is written. */
export async function write(world: World, store: Store, roomId: RoomId): Promise<void> {
  const messageId = crypto.randomUUID() as MessageId;
  const body: Body = { alg: "plain", text: "very much" };
  await store.sendMessage({ roomId, messageId, body, ...origin(world, RAO.accountId) }).catch(() => {});
}

export const origin = (world: World, accountId: AccountId) => ({
  sender: { accountId, deviceId: `${accountId}-elsewhere` as DeviceId },
  at: world.time.now,
});
