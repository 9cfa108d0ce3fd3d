import type { RoomRow } from "@encrptalk/client";
import { Search } from "lucide-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useLocation } from "wouter";
import { useObservable } from "../app/observe.ts";
import { useClient } from "../app/signed-in.ts";
import { Avatar } from "../design/avatar.tsx";
import { Dialog, useCloseDialog } from "../design/dialog.tsx";
import { m } from "../paraglide/messages.js";
import { badgeCount } from "../text/lists.ts";
import styles from "./jump-dialog.module.css";

/** Goes to a room by a few letters of its name. */
export const JumpDialog = ({ onClose }: { onClose: () => void }) => (
  <Dialog title={m.jump_title()} onClose={onClose}>
    <Jump />
  </Dialog>
);

function Jump() {
  const { rows } = useObservable(useClient().rooms);
  const close = useCloseDialog();
  const [, navigate] = useLocation();
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const wanted = search.trim().toLocaleLowerCase();
  const found = rows.filter((row) => row.title.toLocaleLowerCase().includes(wanted));
  const optionId = (index: number) => `${listId}-${index}`;

  const choose = (index: number) => {
    setChosen(index);
    list.current?.children[index]?.scrollIntoView({ block: "nearest" });
  };
  const go = (room: RoomRow | undefined) => {
    if (room === undefined) return;
    close();
    navigate(`/rooms/${room.roomId}`);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") return go(found[chosen]);
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const by = event.key === "ArrowDown" ? 1 : -1;
    if (found.length > 0) choose((chosen + by + found.length) % found.length);
  };

  return (
    <>
      <label className={styles.search}>
        <Search size={18} aria-hidden="true" />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={found.length === 0 ? undefined : optionId(chosen)}
          aria-label={m.rooms_search()}
          placeholder={m.rooms_search()}
          autoComplete="off"
          value={search}
          onChange={(event) => {
            setSearch(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
      </label>
      <div className={styles.list} id={listId} role="listbox" aria-label={m.rooms_list_label()} ref={list}>
        {found.map((row, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
          <div
            key={row.roomId}
            id={optionId(index)}
            role="option"
            aria-selected={index === chosen}
            className={styles.option}
            onClick={() => go(row)}
          >
            <Avatar name={row.title} id={row.roomId} shape="room" size="small" />
            <span className={styles.title} dir="auto">
              {row.title}
            </span>
            {row.unread > 0 && <span className={styles.unread}>{badgeCount(row.unread)}</span>}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={styles.none}>{m.rooms_not_found({ search })}</p>}
    </>
  );
}
