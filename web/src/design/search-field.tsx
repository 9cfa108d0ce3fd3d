import { Search, X } from "lucide";
import type { PartialInputHTMLAttributes } from "preact";
import { type KeyboardEvent, useRef } from "preact/compat";
import { m } from "../paraglide/messages.js";
import { IconButton } from "./button.tsx";
import { classes } from "./classes.ts";
import { Icon } from "./icon.tsx";
import styles from "./search-field.module.css";

interface SearchFieldProps
  extends Omit<
    PartialInputHTMLAttributes<HTMLInputElement>,
    "value" | "onChange" | "type" | "role" | "list"
  > {
  className?: string | undefined;
  role?: "combobox";
  /** Read out, and shown while nothing is typed where there is no `placeholder`. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Called instead of `onChange` where emptying it is another matter. */
  onClear?: () => void;
  /** `outlined`: among other fields, and in dialogs. */
  look?: "sunken" | "outlined";
  /** Larger, where searching is what one is here for. */
  large?: boolean;
  /** Escape is the dialog's. */
  inDialog?: boolean;
}

/** Finds what a person types. Escape empties it, and then leaves it. */
export function SearchField({
  label,
  value,
  onChange,
  onClear = () => onChange(""),
  look = "sunken",
  large = false,
  inDialog = false,
  className,
  onKeyDown,
  ...input
}: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    onKeyDown?.(event);
    if (event.key !== "Escape" || inDialog) return;
    event.preventDefault();
    if (value === "") event.currentTarget.blur();
    else onClear();
  };
  return (
    <div className={classes(styles.search, styles[look], large && styles.large, className)}>
      <Icon of={Search} size={large ? 18 : 16} />
      <input
        placeholder={label}
        aria-label={label}
        autoComplete="off"
        {...input}
        type="search"
        list={undefined}
        ref={field}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      {value !== "" && (
        <IconButton
          className={styles.clear}
          label={m.search_clear()}
          icon={<Icon of={X} size={16} />}
          onClick={() => {
            onClear();
            field.current?.focus();
          }}
        />
      )}
    </div>
  );
}
