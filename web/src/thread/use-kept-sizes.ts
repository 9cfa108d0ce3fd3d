import type { Room } from "@encrptalk/client";
import type { RoomId } from "@encrptalk/protocol";
import { type RefObject, useEffect, useRef, useState } from "preact/compat";
import type { CacheSnapshot, VirtualizerHandle } from "virtua";
import { useClient } from "../app/signed-in.ts";
import type { Row } from "./rows.ts";

interface Kept {
  rows: readonly Row[];
  sizes: CacheSnapshot;
}

const keptOf = new WeakMap<Room, Kept>();

/**
 * What the rows of a room measured when it was left, if they are the same when it is opened again: then its end is drawn
 * at once in its place. A size that is not true any more is measured anew.
 */
export function useKeptSizes(
  roomId: RoomId,
  rows: readonly Row[],
  list: RefObject<VirtualizerHandle | null>,
): CacheSnapshot | undefined {
  const client = useClient();
  const room = client.room(roomId);
  const [sizes] = useState(() => {
    const kept = keptOf.get(room);
    return kept !== undefined && areAlike(kept.rows, rows) ? kept.sizes : undefined;
  });
  const shown = useRef(rows);
  useEffect(() => {
    shown.current = rows;
  }, [rows]);
  useEffect(() => {
    const view = list.current;
    return () => {
      if (view !== null) keptOf.set(room, { rows: shown.current, sizes: view.cache });
    };
  }, [room, list]);
  return sizes;
}

const areAlike = (some: readonly Row[], others: readonly Row[]): boolean =>
  some.length === others.length && some.every(({ key }, index) => key === others[index]?.key);
