import { useCallback } from "preact/compat";
import { useObservable } from "../app/observe.ts";
import { useSignedIn } from "../app/signed-in.ts";
import { useLoaded } from "../app/use-loaded.ts";
import type { Settled } from "../app/use-typed.ts";
import { foundIn } from "../search/found-message.ts";
import { threadPath } from "../thread/thread-path.ts";
import type { Destination } from "./destination.ts";

const MOST_OF_A_KIND = 5;

/** Rooms at once, and what the server finds a moment later: for staff students, and messages. */
export function useDestinations(typed: string, settled: Settled): Destination[] {
  const text = typed.trim();
  const rooms = useRooms(text);
  const found = useFound(settled);
  if (text === "") return rooms;
  const path = `/search?${new URLSearchParams({ q: text })}`;
  return [...rooms.slice(0, MOST_OF_A_KIND), ...found, { kind: "all-messages", key: "all", path, text }];
}

function useRooms(text: string): Destination[] {
  const { client, me, school } = useSignedIn();
  const { rows } = useObservable(client.rooms);
  const wanted = text.toLocaleLowerCase();
  return rows.flatMap((row): Destination[] => {
    const title = row.kind === "student" ? school : row.title;
    if (!title.toLocaleLowerCase().includes(wanted)) return [];
    return [{ kind: "room", key: row.roomId, path: threadPath(row, me), row, title }];
  });
}

/** While it cannot be asked, the rooms are still there. */
function useFound(settled: Settled): Destination[] {
  const { client, me, school } = useSignedIn();
  const load = useCallback(async () => {
    const { text } = settled;
    if (text === "") return [];
    const [students, messages] = await Promise.all([
      me.role === "admin"
        ? client.api.deskStudents({ search: text.slice(0, 100), limit: MOST_OF_A_KIND })
        : null,
      client.api.search({ q: text.slice(0, 400), limit: MOST_OF_A_KIND }),
    ]);
    const entries = (students?.entries ?? []).map((entry): Destination => {
      const { accountId } = entry.student;
      return { kind: "student", key: accountId, path: `/messages/${accountId}`, entry };
    });
    const found = foundIn(messages, me, school).map((one): Destination => {
      return { kind: "message", key: `${one.hit.roomId} ${one.hit.seq}`, path: one.path, found: one };
    });
    return [...entries, ...found];
  }, [client, me, school, settled]);
  const [loaded] = useLoaded(load);
  return loaded.status === "ready" && settled.text !== "" ? loaded.value : [];
}
