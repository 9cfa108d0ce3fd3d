import type { RoomRow } from "@encrptalk/client";
import type { RoomId } from "@encrptalk/protocol";
import { useRef } from "preact/compat";
import { EvenList } from "../design/even-list.tsx";
import { m } from "../paraglide/messages.js";
import styles from "./room-list.module.css";
import { RoomListItem } from "./room-list-item.tsx";

const ROW_REM = 3.875;

interface RoomListProps {
  rows: readonly RoomRow[];
  selected: RoomId | undefined;
}

export function RoomList({ rows, selected }: RoomListProps) {
  const scroller = useRef<HTMLElement>(null);
  return (
    <nav className={styles.scroller} ref={scroller} aria-label={m.rooms_list_label()}>
      <EvenList rows={rows} rowRem={ROW_REM} keyOf={({ roomId }) => roomId} scroller={scroller}>
        {(row) => <RoomListItem row={row} selected={row.roomId === selected} />}
      </EvenList>
    </nav>
  );
}
