import { type KeyboardEvent, useId, useState } from "preact/compat";
import { useLocation } from "wouter";
import { useMe } from "../app/signed-in.ts";
import { useTyped } from "../app/use-typed.ts";
import { Dialog, useCloseDialog } from "../design/dialog.tsx";
import { SearchField } from "../design/search-field.tsx";
import { m } from "../paraglide/messages.js";
import type { Destination } from "./destination.ts";
import styles from "./jump-dialog.module.css";
import { JumpOption } from "./jump-option.tsx";
import { useDestinations } from "./use-destinations.ts";

const TYPING_MS = 150;

/** Goes to a student, a room or a message by a few letters. */
export const JumpDialog = ({ onClose }: { onClose: () => void }) => (
  <Dialog title={m.jump_title()} shape="wide" onClose={onClose}>
    <Jump />
  </Dialog>
);

function Jump() {
  const staff = useMe().role === "admin";
  const close = useCloseDialog();
  const [, navigate] = useLocation();
  const { text, setText, settled } = useTyped("", TYPING_MS);
  // By its key: what the server finds comes in between.
  const [chosenKey, setChosenKey] = useState<string | null>(null);
  const listId = useId();
  const destinations = useDestinations(text, settled);
  const chosen = Math.max(
    0,
    destinations.findIndex(({ key }) => key === chosenKey),
  );
  const optionId = (index: number) => `${listId}-${index}`;

  const choose = (index: number) => {
    setChosenKey(destinations[index]?.key ?? null);
    document.getElementById(optionId(index))?.scrollIntoView({ block: "nearest" });
  };
  const go = (to: Destination | undefined) => {
    if (to === undefined) return;
    close();
    navigate(to.path);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter") return go(destinations[chosen]);
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const { length } = destinations;
    if (length > 0) choose((chosen + (event.key === "ArrowDown" ? 1 : -1) + length) % length);
  };

  return (
    <>
      <SearchField
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={destinations.length === 0 ? undefined : optionId(chosen)}
        label={staff ? m.jump_label_staff() : m.jump_label()}
        look="outlined"
        large
        inDialog
        value={text}
        onChange={(next) => {
          setText(next);
          setChosenKey(null);
        }}
        onKeyDown={onKeyDown}
      />
      <div className={styles.list} id={listId} role="listbox" aria-label={m.jump_list()}>
        {destinations.map((to, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
          <div
            key={to.key}
            id={optionId(index)}
            role="option"
            aria-selected={index === chosen}
            className={styles.option}
            onClick={() => go(to)}
          >
            <JumpOption to={to} />
          </div>
        ))}
      </div>
    </>
  );
}
