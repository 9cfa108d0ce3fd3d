import type { RoomRow } from "@encrptalk/client";
import { useState } from "preact/compat";
import { useLocation } from "wouter";
import { useClient } from "../app/signed-in.ts";
import { showToast } from "../design/toast.ts";
import { m } from "../paraglide/messages.js";
import { sentenceOf } from "../text/error-sentence.ts";
import styles from "./room-list.module.css";
import { RoomListItem } from "./room-list-item.tsx";
import { SchoolAvatar } from "./school-avatar.tsx";
import entry from "./school-entry.module.css";

interface SchoolEntryProps {
  /** The student's conversation with the school; `null`: there is none yet. */
  row: RoomRow | null;
  selected: boolean;
}

/** Above the rooms and set apart from them: the student's own line to the school. */
export const SchoolEntry = ({ row, selected }: SchoolEntryProps) => (
  <div className={entry.place}>
    {row === null ? <WriteToSchool /> : <RoomListItem row={row} selected={selected} />}
  </div>
);

function WriteToSchool() {
  const client = useClient();
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const write = async () => {
    setBusy(true);
    try {
      navigate(`/rooms/${await client.openConversation()}`);
    } catch (error) {
      showToast({ title: sentenceOf(error), tone: "danger" });
      setBusy(false);
    }
  };
  return (
    <button
      type="button"
      className={`${styles.link} ${entry.write}`}
      aria-disabled={busy || undefined}
      onClick={busy ? undefined : () => void write()}
    >
      <SchoolAvatar />
      <span className={styles.title}>{m.school_write()}</span>
      <span className={styles.last}>{m.school_write_text()}</span>
    </button>
  );
}
