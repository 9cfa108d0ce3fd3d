import { CircleAlert } from "lucide";
import type { ReactNode } from "preact/compat";
import styles from "./form-error.module.css";
import { Icon } from "./icon.tsx";

/** Why the form was refused, and what to do. Announced at once. */
export const FormError = ({ children }: { children: ReactNode }) => (
  <div role="alert" className={styles.place}>
    {children !== undefined && (
      <p className={styles.error}>
        <Icon of={CircleAlert} size={18} />
        <span>{children}</span>
      </p>
    )}
  </div>
);
