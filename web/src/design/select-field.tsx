import { ChevronDown } from "lucide-react";
import styles from "./select-field.module.css";

interface SelectFieldProps<T extends string> {
  /** Read out; what is chosen says the rest to the eye. */
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

/** One of several. The platform's own list: at home on a phone, and with every keyboard. */
export const SelectField = <T extends string>({ label, value, options, onChange }: SelectFieldProps<T>) => (
  <span className={styles.box}>
    <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value as T)}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
    <ChevronDown size={16} aria-hidden="true" />
  </span>
);
