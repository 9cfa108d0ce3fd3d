import { isConnected } from "@encrptalk/client";
import { useCallback, useEffect, useState } from "react";
import { useObservable } from "../app/observe.ts";
import { useClient, useMe } from "../app/signed-in.ts";
import { isOpened, noteOwnOpening, noteSeen, waitingRows } from "./waiting.ts";

/** Set in each tab that has greeted; another tab, or another sign-in, greets anew. */
const GREETED_KEY = "encrptalk.greeted";
/** Whoever was away for so long is told again what waits. */
const AWAY_MS = 15 * 60_000;

/** Whether to show what waits: after signing in, on opening the app, and on coming back to it. */
export function useGreeting(): { shown: boolean; close: () => void } {
  const client = useClient();
  const me = useMe();
  const { loaded } = useObservable(client.rooms);
  const connected = isConnected(useObservable(client.connection));
  const [due, setDue] = useState(() => sessionStorage.getItem(GREETED_KEY) === null);
  const [shown, setShown] = useState(false);

  useEffect(() => {
    if (!due || !loaded || !connected || document.visibilityState !== "visible") return;
    let current = true;
    const greet = async () => {
      const opened = client.rooms.get().rows.find(isOpened);
      if (opened !== undefined) await noteOwnOpening(client, opened, me).catch(() => {});
      if (!current) return;
      sessionStorage.setItem(GREETED_KEY, "yes");
      setDue(false);
      setShown(waitingRows(client.rooms.get().rows).length > 0);
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
      else if (Date.now() - hiddenAt >= AWAY_MS) setDue(true);
    };
    document.addEventListener("visibilitychange", onChange);
    return () => document.removeEventListener("visibilitychange", onChange);
  }, []);

  const close = useCallback(() => {
    for (const row of client.rooms.get().rows.filter(isOpened)) noteSeen(row);
    setShown(false);
  }, [client]);
  return { shown, close };
}
