import type { Client, Observable } from "@encrptalk/client";
import type { AccountId, Me, RoomId } from "@encrptalk/protocol";
import { Signal } from "../design/signal.ts";
import { deskListOf, questionOf } from "../desk/desk-address.ts";

/** For longer nobody looks at nothing: then what is here is shown, and the rest when it comes. */
const WHOLE_WITHIN_MS = 500;
/** By then whatever shows it has opened it too. */
const HELD_MS = 2_000;

/**
 * Asks for what the screen at the present address will show, before it is drawn; what comes back becomes true when that
 * is here, or is long in coming. A screen that is drawn once, with all that is on it, takes far less of a phone's
 * processor than one that is drawn anew for each thing that comes.
 */
export function awaitWholeScreen(client: Client, role: Me["role"]): Signal<boolean> {
  const isWhole = new Signal(false);
  const held: (() => void)[] = [];
  const show = () => isWhole.set(true);
  // What cannot be had the screen says itself.
  wholeAt(location, { client, role, hold: (close) => held.push(close) }).then(show, show);
  setTimeout(show, WHOLE_WITHIN_MS);
  setTimeout(() => {
    for (const close of held) close();
  }, HELD_MS);
  return isWhole;
}

interface Asking {
  client: Client;
  role: Me["role"];
  /** Keeps what was opened until the screen has it. */
  hold: (close: () => void) => void;
}

async function wholeAt({ pathname, search }: Location, asking: Asking): Promise<void> {
  const { client, role, hold } = asking;
  const [, screen, chosen] = pathname.split("/");
  // A visit without an address begins at the desk, or in a room.
  if (role === "admin" && (screen === "messages" || screen === "")) {
    const list = deskListOf(client, questionOf(new URLSearchParams(search)));
    hold(list.open());
    const listed = until(list.state, ({ loaded, error }) => loaded || error != null);
    await Promise.all([listed, chosen && conversationWith(chosen as AccountId, asking)]);
  } else if (screen === "rooms" || screen === "") {
    await until(client.rooms, ({ loaded }) => loaded);
    const room = client.rooms.get().rows.find(({ roomId }) => roomId === chosen);
    if (room !== undefined) await threadOf(room.roomId, asking);
  }
}

async function conversationWith(studentId: AccountId, asking: Asking): Promise<void> {
  const known = until(asking.client.desk.entry(studentId), (row) => row !== null);
  await threadOf(await asking.client.desk.open(studentId), asking);
  await known;
}

async function threadOf(roomId: RoomId, { client, hold }: Asking): Promise<void> {
  const room = client.room(roomId);
  hold(room.open());
  await until(room.timeline, ({ status }) => status === "ready" || status === "failed");
}

function until<T>({ get, subscribe }: Observable<T>, holds: (value: T) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!holds(get())) return;
      stop();
      resolve();
    };
    const stop = subscribe(look);
    look();
  });
}
