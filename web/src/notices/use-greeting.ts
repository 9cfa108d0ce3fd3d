import { isConnected } from "@encrptalk/client";
import type { RoomId } from "@encrptalk/protocol";
import { useCallback, useEffect, useState } from "preact/compat";
import { useObservable } from "../app/observe.ts";
import { useClient, useMe } from "../app/signed-in.ts";
import { isOpened, noteOwnOpening, noteSeen, waitingRows } from "./waiting.ts";

/** Set in each tab that has greeted; another tab, or another sign-in, greets anew. */
const GREETED_KEY = "encrptalk.greeted";
/** Whoever was away for so long is told again what waits. */
const AWAY_MS = 15 * 60_000;

/**
 * The rooms to tell of as waiting; `null`: of none, now. After signing in and on opening the app those that were found
 * waiting, for what came since is told as it comes; on coming back all.
 */
export function useGreeting(foundWaiting: ReadonlySet<RoomId>): {
  rooms: ReadonlySet<RoomId> | null;
  close: () => void;
} {
  const client = useClient();
  const me = useMe();
  const { loaded } = useObservable(client.rooms);
  const connected = isConnected(useObservable(client.connection));
  const [due, setDue] = useState<ReadonlySet<RoomId> | null>(() =>
    sessionStorage.getItem(GREETED_KEY) === null ? foundWaiting : null,
  );
  const [rooms, setRooms] = useState<ReadonlySet<RoomId> | null>(null);

  useEffect(() => {
    if (due === null || !loaded || !connected || document.visibilityState !== "visible") return;
    let current = true;
    const greet = async () => {
      const opened = client.rooms.get().rows.find(isOpened);
      if (opened !== undefined) await noteOwnOpening(client, opened, me).catch(() => {});
      if (!current) return;
      sessionStorage.setItem(GREETED_KEY, "yes");
      setDue(null);
      setRooms(waitingRows(client.rooms.get().rows, due).length > 0 ? due : null);
    };
    void greet();
    return () => {
      current = false;
    };
  }, [client, me, due, loaded, connected]);

  useEffect(() => {
    let hiddenAt = Number.POSITIVE_INFINITY;
    const onChange = () => {
      if (document.visibilityState === "hidden") hiddenAt = Date.now();
      else if (Date.now() - hiddenAt >= AWAY_MS)
        setDue(new Set(client.rooms.get().rows.map(({ roomId }) => roomId)));
    };
    document.addEventListener("visibilitychange", onChange);
    return () => document.removeEventListener("visibilitychange", onChange);
  }, [client]);

  const close = useCallback(() => {
    for (const row of client.rooms.get().rows.filter(isOpened)) noteSeen(row);
    setRooms(null);
  }, [client]);
  return { rooms, close };
}
