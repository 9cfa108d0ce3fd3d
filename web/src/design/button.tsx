import type { ComponentProps, ReactNode } from "preact/compat";
import styles from "./button.module.css";
import { classes } from "./classes.ts";
import { Spinner } from "./spinner.tsx";

type Look = "primary" | "secondary" | "quiet" | "danger";

interface ButtonProps extends ComponentProps<"button"> {
  className?: string | undefined;
  look?: Look;
  small?: boolean;
  /** Waiting for an answer: shows so, and takes no second click. */
  busy?: boolean;
}

export function Button({
  look = "secondary",
  small,
  busy,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={classes(styles.button, styles[look], small && styles.small, className)}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label" | "children"> {
  className?: string | undefined;
  /** What the button does; read out, and shown when pointed at. */
  label: string;
  /** The key that does the same, shown beside the label. */
  keys?: string;
  icon: ReactNode;
}

export function IconButton({ label, keys, icon, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      data-tip={keys === undefined ? label : `${label} · ${keys}`}
      className={classes(styles.icon, className)}
    >
      {icon}
    </button>
  );
}
