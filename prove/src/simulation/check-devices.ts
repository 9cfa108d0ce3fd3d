import type { OutboxItem, RoomRow, TimelineEvent } from "@encrptalk/client";
import type { AccountId, DeskFilter, RoomEvent, RoomId } from "@encrptalk/protocol";
import type { Device } from "./device.ts";
import type { Findings } from "./findings.ts";
import { PEOPLE, type SimulatedPerson } from "./people.ts";
import { signedIn } from "./rest.ts";
import { conversationsOf, GROUPS } from "./steps/step.ts";
import type { World } from "./world.ts";

const FILTERS: readonly DeskFilter[] = ["all", "unread", "active", "closed", "new"];
const PAGE = 200;
const LATER_MS = 3_000;

/** Every device shows what the server has, and what a device shows that begins now. */
export async function checkDevices(world: World, findings: Findings): Promise<void> {
  const devices = signedIn(world);
  for (const device of devices) {
    const { status } = device.client.connection.get();
    if (status !== "live") findings.add("other", `${device.device.deviceId} is ${status}`);
    for (const item of device.client.outbox.get()) await checkUnsent(device, item, world, findings);
  }
  if (findings.all.length > 0) return;
  const logs = new Map<RoomId, RoomEvent[]>();
  for (const [person, own] of Map.groupBy(devices, (device) => device.person)) {
    const first = own[0];
    if (!first) continue;
    const fresh = world.addDevice(first.device);
    await showAll(fresh, own, world);
    for (const device of own) await compare({ device, fresh, person, world, findings, logs });
    fresh.client.close();
  }
}

interface Comparison {
  readonly device: Device;
  readonly fresh: Device;
  readonly person: SimulatedPerson;
  readonly world: World;
  readonly findings: Findings;
  /** What each log has to show, read once. */
  readonly logs: Map<RoomId, RoomEvent[]>;
}

async function checkUnsent(
  device: Device,
  item: OutboxItem,
  world: World,
  findings: Findings,
): Promise<void> {
  const row = device.client.room(item.roomId).row.get();
  const isRefused =
    item.state === "failed" &&
    ((item.error.code === "room-not-found" && row === null) ||
      (item.error.code === "room-archived" && row?.archived));
  if (!isRefused)
    findings.add(
      "other",
      `${device.device.deviceId} keeps ${JSON.stringify(item)} in ${JSON.stringify(row)} at ${world.time.now}`,
    );
}

/** Opens on the fresh device what is open on the others, and on each one room more. */
async function showAll(fresh: Device, devices: readonly Device[], world: World): Promise<void> {
  await world.pass(LATER_MS);
  for (const device of devices) {
    const roomId = world.random.pick(roomsKnownTo(device));
    if (roomId) device.show(roomId, () => device.client.room(roomId).open());
  }
  for (const studentId of conversationsShown(devices)) void fresh.client.desk.open(studentId).catch(() => {});
  for (const filter of FILTERS)
    if (devices.some((device) => device.shows(`list ${filter}`))) fresh.client.desk.list({ filter }).open();
  if (fresh.isStaff) for (const { client } of [fresh, ...devices]) client.desk.counts.subscribe(() => {});
  for (const roomId of roomsShown(devices)) fresh.client.room(roomId).open();
  await world.pass(LATER_MS);
}

const roomsKnownTo = (device: Device): RoomId[] => device.knownRooms([...GROUPS, ...conversationsOf(device)]);

const roomsShown = (devices: readonly Device[]): Set<RoomId> =>
  new Set(devices.flatMap((device) => roomsKnownTo(device).filter((roomId) => device.shows(roomId))));

/** Students' conversations that staff know. */
function conversationsShown(devices: readonly Device[]): Set<AccountId> {
  const staff = devices.filter(({ isStaff }) => isStaff);
  const rows = staff.flatMap((device) =>
    roomsKnownTo(device).flatMap((roomId) => device.client.room(roomId).row.get() ?? []),
  );
  return new Set(rows.flatMap(({ conversation }) => conversation?.studentId ?? []));
}

async function compare(comparison: Comparison): Promise<void> {
  const { device, fresh, findings, world } = comparison;
  const { client } = device;
  const name = device.device.deviceId;
  findings.same(
    `the list of rooms on ${name}`,
    client.rooms.get().rows.map(withoutPresence),
    fresh.client.rooms.get().rows.map(withoutPresence),
  );
  for (const roomId of roomsKnownTo(device)) {
    const room = client.room(roomId);
    const other = fresh.client.room(roomId);
    const row = room.row.get();
    findings.same(
      `the row of ${roomId} on ${name}`,
      row && withoutPresence(row),
      other.row.get() && withoutPresence(other.row.get() as RoomRow),
    );
    if (!device.shows(roomId)) continue;
    findings.same(
      `the receipts of ${roomId} on ${name}`,
      sorted(room.receipts.get()),
      sorted(other.receipts.get()),
    );
    await checkThread(comparison, roomId);
  }
  const names = world.history.names();
  for (const { accountId } of PEOPLE) {
    const known = client.person(accountId).get();
    if (known !== null)
      findings.same(`the name of ${accountId} on ${name}`, known.name, names.get(accountId));
  }
  if (device.isStaff) checkDesk(comparison);
}

/** The thread against the log itself, over the range that it shows. */
async function checkThread({ device, world, findings, logs }: Comparison, roomId: RoomId): Promise<void> {
  const timeline = device.client.room(roomId).timeline.get();
  const name = `the thread of ${roomId} on ${device.device.deviceId}`;
  if (timeline.status !== "ready") return findings.add("other", `${name} is ${timeline.status}`);
  const log = logs.get(roomId) ?? (await readLog(world, roomId));
  logs.set(roomId, log);
  const { events, hasNewer, hasOlder } = timeline;
  const seqs = events.map(({ seq }) => seq);
  if (new Set(seqs).size !== seqs.length) findings.add("doubled", `${name} has ${seqs}`);
  if (seqs.some((seq, index) => index > 0 && seq < (seqs[index - 1] ?? 0)))
    findings.add("reordered", `${name} has ${seqs}`);
  const from = hasOlder ? (seqs[0] ?? Number.POSITIVE_INFINITY) : 0;
  const to = hasNewer ? (seqs.at(-1) ?? 0) : Number.POSITIVE_INFINITY;
  const should = log.filter(({ seq }) => seq >= from && seq <= to);
  const missing = should.filter(({ seq }) => !seqs.includes(seq));
  if (missing.length > 0)
    findings.add("lost", `${name} lacks ${missing.map(({ seq }) => seq)} of ${from} to ${to}`);
  else findings.same(name, events as readonly TimelineEvent[], should);
}

async function readLog(world: World, roomId: RoomId): Promise<RoomEvent[]> {
  const { store } = world.server?.gateway.rooms ?? {};
  const log: RoomEvent[] = [];
  let before: number | undefined;
  for (let isMore = store !== undefined; isMore && store; ) {
    const reading = store.events(roomId, { limit: PAGE, ...(before === undefined ? {} : { before }) });
    await world.settle();
    const page = await reading;
    log.unshift(...page.events);
    before = page.events[0]?.seq;
    isMore = page.hasOlder;
  }
  return log.filter(({ type }) => type !== "message.edited" && type !== "message.deleted");
}

function checkDesk({ device, fresh, findings }: Comparison): void {
  const name = device.device.deviceId;
  for (const filter of FILTERS) {
    const list = device.client.desk.list({ filter });
    const state = list.state.get();
    if (!device.shows(`list ${filter}`)) continue;
    const other = fresh.client.desk.list({ filter }).state.get();
    const plain = ({ rows, total, complete, loaded, error }: typeof state) => ({
      rows: rows.map(withoutPresence),
      total,
      complete,
      loaded,
      error,
    });
    findings.same(`the desk's list of ${filter} on ${name}`, plain(state), plain(other));
  }
  findings.same(
    `the desk's counts on ${name}`,
    device.client.desk.counts.get(),
    fresh.client.desk.counts.get(),
  );
}

/** How many are online may be dropped on the way. */
function withoutPresence<Row extends object>(row: Row): object {
  const { online: _, ...rest } = row as Row & { online?: unknown };
  return rest;
}

const sorted = <R extends { accountId: string }>(receipts: readonly R[]): R[] =>
  [...receipts].sort((a, b) => (a.accountId < b.accountId ? -1 : 1));
