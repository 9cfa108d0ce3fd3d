import { Eye, EyeOff } from "lucide";
import type { PartialInputHTMLAttributes } from "preact";
import { type ReactNode, useId, useState } from "preact/compat";
import { m } from "../paraglide/messages.js";
import { IconButton } from "./button.tsx";
import styles from "./field.module.css";
import { Icon } from "./icon.tsx";

interface FieldProps
  extends Omit<PartialInputHTMLAttributes<HTMLInputElement>, "id" | "list" | "role" | "type"> {
  type?: "text" | "email" | "password" | "time";
  label: string;
  hint?: ReactNode;
  /** What is wrong with the value, and what to do. */
  error?: string | undefined;
  /** Stands inside the box, at its end. */
  after?: ReactNode;
}

export function TextField({ label, hint, error, after, type = "text", ...input }: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.box} data-invalid={error !== undefined || undefined}>
        <input
          {...input}
          // The types differ in the roles that they may have, and here is none.
          type={type as "text"}
          id={id}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={note === undefined ? undefined : `${id}-note`}
        />
        {after}
      </div>
      {note !== undefined && (
        <p id={`${id}-note`} className={error === undefined ? styles.hint : styles.error}>
          {note}
        </p>
      )}
    </div>
  );
}

export function PasswordField(props: Omit<FieldProps, "after" | "type">) {
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...props}
      type={shown ? "text" : "password"}
      autoCapitalize="none"
      spellcheck={false}
      after={
        <IconButton
          label={shown ? m.password_hide() : m.password_show()}
          icon={<Icon of={shown ? EyeOff : Eye} size={18} />}
          onClick={() => setShown(!shown)}
        />
      }
    />
  );
}
