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
      {staff && <Reopen key={row.roomId} />}
    </p>
  );
}

function Reopen() {
  const client = useClient();
  const { room } = useThread();
  const [busy, setBusy] = useState(false);
  const reopen = async () => {
    setBusy(true);
    try {
      await client.desk.reopen(room.roomId);
    } catch (error) {
      showToast({ title: sentenceOf(error), tone: "danger" });
    }
    setBusy(false);
  };
  return (
    <Button small busy={busy} onClick={() => void reopen()}>
      {m.desk_reopen()}
    </Button>
  );
}
