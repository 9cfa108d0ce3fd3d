import { useEffect, useRef, useState } from "preact/compat";
import { useRoute } from "wouter";
import { useObservable } from "../app/observe.ts";
import { useClient, useMe, useSignedIn } from "../app/signed-in.ts";
import { showCountOnIcon } from "./icon-count.ts";
import { titleOf } from "./title.ts";
import { useUnreadCount } from "./unread-count.ts";

/** What is read sooner than this is not counted: while somebody reads along, the count would flicker. */
const LASTS_AFTER_MS = 600;

/** Names the tab after the place that is open, and counts on it what is unread. */
export function TabCount() {
  const { school } = useSignedIn();
  const unread = useLasting(useUnreadCount());
  const place = usePlace();
  const title = titleOf({ unread, place, school });
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => showCountOnIcon(unread), [unread]);
  useEffect(() => () => showCountOnIcon(0), []);
  return null;
}

/** The count, as soon as it is less, and once it has been more for a while. */
function useLasting(unread: number): number {
  const [lasting, setLasting] = useState(unread);
  const latest = useRef(unread);
  latest.current = unread;
  const isMore = unread > lasting;
  useEffect(() => {
    if (!isMore) return;
    const timer = setTimeout(() => setLasting(latest.current), LASTS_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isMore]);
  useEffect(() => {
    if (!isMore) setLasting(unread);
  }, [isMore, unread]);
  return Math.min(unread, lasting);
}

const NOBODY = { get: () => null, subscribe: () => () => {} };

/** The room or the student that the address names. */
function usePlace(): string | undefined {
  const client = useClient();
  const staff = useMe().role === "admin";
  const [, room] = useRoute("/rooms/:roomId");
  const [, conversation] = useRoute("/messages/:studentId");
  const { rows } = useObservable(client.rooms);
  const studentId = staff ? conversation?.studentId : undefined;
  const entry = useObservable(
    studentId === undefined
      ? NOBODY
      : client.desk.entry(studentId as Parameters<typeof client.desk.entry>[0]),
  );
  const title = rows.find((row) => row.roomId === room?.roomId)?.title;
  return entry?.student.name ?? (title === "" ? undefined : title);
}
