import type { AccountId, MessageSent } from "@encrptalk/protocol";
import { Archive, SendHorizontal } from "lucide";
import { Suspense } from "preact/compat";
import { part } from "../../app/part.ts";
import { PartBoundary } from "../../app/part-boundary.tsx";
import { useMe } from "../../app/signed-in.ts";
import { Icon } from "../../design/icon.tsx";
import { m } from "../../paraglide/messages.js";
import { useThread } from "../thread-context.ts";
import styles from "./composer.module.css";
import { ComposerField } from "./composer-field.tsx";
import type { Composing } from "./composing.ts";
import { someMentions } from "./mentions.ts";
import { useDraft } from "./use-draft.ts";

const ComposingBanner = part(async () => (await import("./composing-banner.tsx")).ComposingBanner);
const EditField = part(async () => (await import("./edit-field.tsx")).EditField);

interface ComposerProps {
  composing: Composing;
  /** The reply or the edit is sent or given up. */
  onDone: () => void;
}

/** Where one writes. The connection never disables it: what is sent waits in the outbox. */
export function Composer({ composing, onDone }: ComposerProps) {
  const { row } = useThread();
  if (row.archived) {
    return (
      <p className={styles.archived}>
        <Icon of={Archive} size={16} />
        {m.composer_archived()}
      </p>
    );
  }
  // An edit has a field of its own, so that the draft is still there after it.
  return composing.kind === "edit" ? (
    <PartBoundary resetKey={String(composing.message.seq)}>
      <Suspense fallback={null}>
        <EditField key={composing.message.seq} message={composing.message} onDone={onDone} />
      </Suspense>
    </PartBoundary>
  ) : (
    <NewField replyTo={composing.kind === "reply" ? composing.message : null} onDone={onDone} />
  );
}

function NewField({ replyTo, onDone }: { replyTo: MessageSent | null; onDone: () => void }) {
  const { room, edit, showEnd } = useThread();
  const me = useMe();
  const [text, setText] = useDraft(room.roomId);

  const send = (mentions: AccountId[]) => {
    const reply = replyTo !== null && { replyTo: replyTo.seq };
    room.send({ text: text.trim(), ...reply, ...someMentions(mentions) });
    setText("");
    onDone();
    const timeline = room.timeline.get();
    if (timeline.status === "ready" && timeline.hasNewer) showEnd();
  };
  const editLast = () => {
    const timeline = room.timeline.get();
    if (timeline.status !== "ready") return;
    const last = timeline.events.findLast(
      (event) =>
        event.type === "message.sent" && event.body !== null && event.sender.accountId === me.accountId,
    );
    if (last?.type === "message.sent") edit(last);
  };
  return (
    <ComposerField
      text={text}
      banner={
        replyTo !== null && (
          <PartBoundary resetKey={String(replyTo.seq)}>
            <Suspense fallback={null}>
              <ComposingBanner kind="reply" message={replyTo} onCancel={onDone} />
            </Suspense>
          </PartBoundary>
        )
      }
      onChange={(next) => {
        setText(next);
        room.setTyping(next.trim() !== "");
      }}
      onSend={send}
      onCancel={replyTo === null ? undefined : onDone}
      onUp={editLast}
      sendLabel={m.composer_send()}
      sendIcon={<Icon of={SendHorizontal} size={19} className="directional" />}
      focusKey={replyTo?.seq}
    />
  );
}
