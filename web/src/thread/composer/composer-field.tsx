import { type AccountId, MAX_TEXT_CHARACTERS } from "@encrptalk/protocol";
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "preact/compat";
import { IconButton } from "../../design/button.tsx";
import { classes } from "../../design/classes.ts";
import { m } from "../../paraglide/messages.js";
import { numberOf } from "../../text/lists.ts";
import { useThread } from "../thread-context.ts";
import { charactersLeft } from "./character-count.ts";
import styles from "./composer.module.css";
import { MentionList, optionIdOf } from "./mention-list.tsx";
import type { Named } from "./mentions.ts";
import { useGrowingField } from "./use-growing-field.ts";
import { useMentions } from "./use-mentions.ts";

interface ComposerFieldProps {
  text: string;
  banner: ReactNode;
  onChange: (text: string) => void;
  /** With those whom the text mentions. */
  onSend: (mentions: AccountId[]) => void;
  /** Esc; `undefined`: there is nothing to give up. */
  onCancel: (() => void) | undefined;
  /** ↑ in an empty field. */
  onUp?: () => void;
  sendLabel: string;
  sendIcon: ReactNode;
  /** Another one takes the focus into the field. */
  focusKey: number | undefined;
  /** Who is mentioned already. */
  known?: readonly Named[];
}

const NOBODY: readonly Named[] = [];

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
  known = NOBODY,
}: ComposerFieldProps) {
  const { room, row, title } = useThread();
  const noteId = useId();
  const listId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  useGrowingField(field, text);
  useEffect(() => {
    // On a phone the keyboard would cover the thread that has just been opened.
    if (focusKey !== undefined || matchMedia("(hover: hover)").matches) field.current?.focus();
  }, [focusKey]);

  const [caret, setCaret] = useState<number | null>(null);
  useEffect(() => {
    const look = () => {
      if (document.activeElement === field.current) setCaret(field.current?.selectionStart ?? null);
    };
    document.addEventListener("selectionchange", look);
    return () => document.removeEventListener("selectionchange", look);
  }, []);
  const nextCaret = useRef<number | null>(null);
  const mentions = useMentions({
    roomId: room.roomId,
    enabled: row.kind === "group",
    text,
    caret,
    known,
    onChange: (next, at) => {
      nextCaret.current = at;
      setCaret(at);
      onChange(next);
    },
  });
  useLayoutEffect(() => {
    // The browser leaves the caret at the end of a text that was changed for it.
    if (nextCaret.current !== null) field.current?.setSelectionRange(nextCaret.current, nextCaret.current);
    nextCaret.current = null;
  });

  const left = charactersLeft(text);
  const tooLong = left !== null && left < 0;
  const ready = text.trim() !== "" && !tooLong;
  const isMentioning = mentions.found.length > 0;
  const send = () => onSend(mentions.of(text));
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // The Enter that ends the composition of a character sends nothing.
    if (event.isComposing) return;
    mentions.onKeyDown(event);
    if (!event.defaultPrevented) act(event);
  };
  const act = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      if (ready) send();
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
      <MentionList id={listId} found={mentions.found} chosen={mentions.chosen} take={mentions.take} />
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
          aria-autocomplete="list"
          aria-controls={isMentioning ? listId : undefined}
          aria-activedescendant={isMentioning ? optionIdOf(listId, mentions.chosen) : undefined}
          enterkeyhint="send"
          onChange={({ currentTarget }) => {
            setCaret(currentTarget.selectionStart);
            onChange(currentTarget.value);
          }}
          onBlur={() => setCaret(null)}
          onKeyDown={onKeyDown}
        />
        <IconButton
          className={styles.send}
          label={sendLabel}
          keys={m.key_enter()}
          icon={sendIcon}
          disabled={!ready}
          onClick={() => {
            send();
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
