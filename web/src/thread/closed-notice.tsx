import type { RoomId } from "@encrptalk/protocol";
import { CircleCheck } from "lucide";
import { useState } from "preact/compat";
import { useClient, useMe } from "../app/signed-in.ts";
import { Button } from "../design/button.tsx";
import { Icon } from "../design/icon.tsx";
import { showToast } from "../design/toast.ts";
import { m } from "../paraglide/messages.js";
import { sentenceOf } from "../text/error-sentence.ts";
import styles from "./closed-notice.module.css";
import { useThread } from "./thread-context.ts";

/** Above the field of a closed conversation: it takes messages all the same, and one opens it again. */
export function ClosedNotice() {
  const { row } = useThread();
  const staff = useMe().role === "admin";
  if (row.conversation?.status !== "closed") return null;
  return (
    <p className={styles.closed}>
      <Icon of={CircleCheck} size={16} />
      <span>{staff ? m.desk_closed_notice() : m.student_closed_notice()}</span>
      {staff && <Reopen />}
    </p>
  );
}

function Reopen() {
  const client = useClient();
  const { roomId } = useThread().room;
  const [under, setUnder] = useState<RoomId | null>(null);
  const reopen = async () => {
    setUnder(roomId);
    try {
      await client.desk.reopen(roomId);
    } catch (error) {
      showToast({ title: sentenceOf(error), tone: "danger" });
    }
    // Another one may be under way by now.
    setUnder((now) => (now === roomId ? null : now));
  };
  return (
    <Button small busy={under === roomId} onClick={() => void reopen()}>
      {m.desk_reopen()}
    </Button>
  );
}
