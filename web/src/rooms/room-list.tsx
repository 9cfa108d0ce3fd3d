import type { RoomRow } from "@encrptalk/client";
import type { RoomId } from "@encrptalk/protocol";
import { useRef } from "preact/compat";
import { Virtualizer } from "virtua";
import { m } from "../paraglide/messages.js";
import styles from "./room-list.module.css";
import { RoomListItem } from "./room-list-item.tsx";

interface RoomListProps {
  rows: readonly RoomRow[];
  selected: RoomId | undefined;
}

export function RoomList({ rows, selected }: RoomListProps) {
  const scroller = useRef<HTMLElement>(null);
  return (
    <nav className={styles.scroller} ref={scroller} aria-label={m.rooms_list_label()}>
      <Virtualizer as="ul" item="li" data={rows} scrollRef={scroller}>
        {(row) => <RoomListItem key={row.roomId} row={row} selected={row.roomId === selected} />}
      </Virtualizer>
    </nav>
  );
}
