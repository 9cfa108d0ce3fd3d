import { MAX_TEXT_CHARACTERS, type MessageSent } from "@encrptalk/protocol";
import { Archive, Check, SendHorizontal } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useMe } from "../../app/signed-in.ts";
import { IconButton } from "../../design/button.tsx";
import { classes } from "../../design/classes.ts";
import { showToast } from "../../design/toast.ts";
import { m } from "../../paraglide/messages.js";
import { sentenceOf } from "../../text/error-sentence.ts";
import { numberOf } from "../../text/lists.ts";
import { textOf } from "../../text/preview.ts";
import { useThread } from "../thread-context.ts";
import { charactersLeft } from "./character-count.ts";
import styles from "./composer.module.css";
import type { Composing } from "./composing.ts";
import { ComposingBanner } from "./composing-banner.tsx";
import { useDraft } from "./use-draft.ts";
import { useGrowingField } from "./use-growing-field.ts";

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

  const send = () => {
    room.send({ text: text.trim(), ...(replyTo !== null && { replyTo: replyTo.seq }) });
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
    <Field
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

function EditField({ message, onDone }: { message: MessageSent; onDone: () => void }) {
  const { room } = useThread();
  const before = message.body === null ? "" : textOf(message.body);
  const [text, setText] = useState(before);
  const save = () => {
    onDone();
    if (text.trim() === before) return;
    const replyTo = message.body?.alg === "plain" ? message.body.replyTo : undefined;
    room
      .edit(message.seq, { text: text.trim(), ...(replyTo !== undefined && { replyTo }) })
      .catch((error: unknown) =>
        showToast({ title: m.message_edit_failed(), text: sentenceOf(error), tone: "danger" }),
      );
  };
  return (
    <Field
      text={text}
      banner={<ComposingBanner kind="edit" message={message} onCancel={onDone} />}
      onChange={setText}
      onSend={save}
      onCancel={onDone}
      sendLabel={m.composer_save()}
      sendIcon={<Check size={20} />}
      focusKey={message.seq}
    />
  );
}

interface FieldProps {
  text: string;
  banner: ReactNode;
  onChange: (text: string) => void;
  onSend: () => void;
  /** Esc; `undefined`: there is nothing to give up. */
  onCancel: (() => void) | undefined;
  /** ↑ in an empty field. */
  onUp?: () => void;
  sendLabel: string;
  sendIcon: ReactNode;
  /** Another one takes the focus into the field. */
  focusKey: number | undefined;
}

function Field({
  text,
  banner,
  onChange,
  onSend,
  onCancel,
  onUp,
  sendLabel,
  sendIcon,
  focusKey,
}: FieldProps) {
  const { row } = useThread();
  const noteId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  useGrowingField(field, text);
  useEffect(() => {
    // On a phone the keyboard would cover the thread that has just been opened.
    if (focusKey !== undefined || matchMedia("(hover: hover)").matches) field.current?.focus();
  }, [focusKey]);

  const left = charactersLeft(text);
  const tooLong = left !== null && left < 0;
  const ready = text.trim() !== "" && !tooLong;
  const onKeyDown = (event: KeyboardEvent) => {
    // The Enter that ends the composition of a character sends nothing.
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      if (ready) onSend();
    } else if (event.key === "Escape" && onCancel !== undefined) {
      event.preventDefault();
      onCancel();
    } else if (event.key === "ArrowUp" && text === "" && !event.altKey && onUp !== undefined) {
      event.preventDefault();
      onUp();
    }
  };
  return (
    <div className={classes(styles.composer, tooLong && styles.tooLong)}>
      {banner}
      <div className={styles.line}>
        <textarea
          ref={field}
          rows={1}
          dir={text === "" ? undefined : "auto"}
          value={text}
          placeholder={m.composer_placeholder({ title: row.title })}
          aria-label={m.composer_label({ title: row.title })}
          aria-describedby={left === null ? undefined : noteId}
          aria-invalid={tooLong || undefined}
          enterKeyHint="send"
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <IconButton
          className={styles.send}
          label={sendLabel}
          keys={m.key_enter()}
          icon={sendIcon}
          disabled={!ready}
          onClick={() => {
            onSend();
            field.current?.focus();
          }}
        />
      </div>
      {left !== null && (
        <p id={noteId} className={styles.count} role="status">
          {tooLong
            ? m.composer_too_long({ count: -left, most: numberOf(MAX_TEXT_CHARACTERS) })
            : m.composer_left({ count: left })}
        </p>
      )}
    </div>
  );
}
