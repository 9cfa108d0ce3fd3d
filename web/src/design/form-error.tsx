import { CircleAlert } from "lucide-react";
import type { ReactNode } from "preact/compat";
import styles from "./form-error.module.css";

/** Why the form was refused, and what to do. Announced at once. */
export const FormError = ({ children }: { children: ReactNode }) => (
  <div role="alert" className={styles.place}>
    {children !== undefined && (
      <p className={styles.error}>
        <CircleAlert size={18} aria-hidden="true" />
        <span>{children}</span>
      </p>
    )}
  </div>
);
