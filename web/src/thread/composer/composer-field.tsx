import { MAX_TEXT_CHARACTERS } from "@encrptalk/protocol";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { IconButton } from "../../design/button.tsx";
import { classes } from "../../design/classes.ts";
import { m } from "../../paraglide/messages.js";
import { numberOf } from "../../text/lists.ts";
import { useThread } from "../thread-context.ts";
import { charactersLeft } from "./character-count.ts";
import styles from "./composer.module.css";
import { useGrowingField } from "./use-growing-field.ts";

interface ComposerFieldProps {
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

/** The field itself: grows with its text, counts near the limit, and knows the keys. */
export function ComposerField({
  text,
  banner,
  onChange,
  onSend,
  onCancel,
  onUp,
  sendLabel,
  sendIcon,
  focusKey,
}: ComposerFieldProps) {
  const { title } = useThread();
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
          placeholder={m.composer_placeholder({ title })}
          aria-label={m.composer_label({ title })}
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
