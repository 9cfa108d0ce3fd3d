import { Redirect } from "wouter";
import { LoadingScreen } from "../app/loading-screen.tsx";
import { PHONE, useMedia } from "../app/media.ts";
import { useObservable } from "../app/observe.ts";
import { useClient } from "../app/signed-in.ts";

/** Where a visit without an address begins: in the default room; on a phone later visits begin with the list. */
export function StartRoom() {
  const { loaded, rows } = useObservable(useClient().rooms);
  const phone = useMedia(PHONE);
  const room = rows.find((row) => row.isDefault) ?? rows[0];
  if (room === undefined && !loaded) return <LoadingScreen />;
  const begins = room !== undefined && (!phone || room.read === 0);
  return <Redirect to={begins ? `/rooms/${room.roomId}` : "/rooms"} replace />;
}
