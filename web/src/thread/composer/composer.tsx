import type { AccountId, MessageSent } from "@encrptalk/protocol";
import { Archive, Check, SendHorizontal } from "lucide-react";
import { useMemo, useState } from "preact/compat";
import { useClient, useMe } from "../../app/signed-in.ts";
import { showToast } from "../../design/toast.ts";
import { m } from "../../paraglide/messages.js";
import { sentenceOf } from "../../text/error-sentence.ts";
import { textOf } from "../../text/preview.ts";
import { useThread } from "../thread-context.ts";
import styles from "./composer.module.css";
import { ComposerField } from "./composer-field.tsx";
import type { Composing } from "./composing.ts";
import { ComposingBanner } from "./composing-banner.tsx";
import type { Named } from "./mentions.ts";
import { useDraft } from "./use-draft.ts";

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
        <Archive size={16} aria-hidden="true" />
        {m.composer_archived()}
      </p>
    );
  }
  // An edit has a field of its own, so that the draft is still there after it.
  return composing.kind === "edit" ? (
    <EditField key={composing.message.seq} message={composing.message} onDone={onDone} />
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
      banner={replyTo === null ? null : <ComposingBanner kind="reply" message={replyTo} onCancel={onDone} />}
      onChange={(next) => {
        setText(next);
        room.setTyping(next.trim() !== "");
      }}
      onSend={send}
      onCancel={replyTo === null ? undefined : onDone}
      onUp={editLast}
      sendLabel={m.composer_send()}
      sendIcon={<SendHorizontal size={19} className="directional" />}
      focusKey={replyTo?.seq}
    />
  );
}

const someMentions = (mentions: AccountId[]) => mentions.length > 0 && { mentions };

function EditField({ message, onDone }: { message: MessageSent; onDone: () => void }) {
  const { room } = useThread();
  const before = message.body === null ? "" : textOf(message.body);
  const [text, setText] = useState(before);
  const known = useMentioned(message);
  const save = (mentions: AccountId[]) => {
    onDone();
    if (text.trim() === before) return;
    const replyTo = message.body?.alg === "plain" ? message.body.replyTo : undefined;
    const reply = replyTo !== undefined && { replyTo };
    room
      .edit(message.seq, { text: text.trim(), ...reply, ...someMentions(mentions) })
      .catch((error: unknown) =>
        showToast({ title: m.message_edit_failed(), text: sentenceOf(error), tone: "danger" }),
      );
  };
  return (
    <ComposerField
      text={text}
      banner={<ComposingBanner kind="edit" message={message} onCancel={onDone} />}
      onChange={setText}
      onSend={save}
      onCancel={onDone}
      sendLabel={m.composer_save()}
      sendIcon={<Check size={20} />}
      focusKey={message.seq}
      known={known}
    />
  );
}

/** Whom a message mentions, by the names that are known. */
function useMentioned({ body }: MessageSent): readonly Named[] {
  const client = useClient();
  return useMemo(() => {
    const ids = body?.alg === "plain" ? (body.mentions ?? []) : [];
    return ids.flatMap((accountId) => client.person(accountId).get() ?? []);
  }, [client, body]);
}
