import { ChevronDown } from "lucide";
import { Icon } from "./icon.tsx";
import styles from "./select-field.module.css";

interface Option<T extends string> {
  value: T;
  label: string;
}

interface SelectFieldProps<T extends string> {
  /** Read out; what is chosen says the rest to the eye. */
  label: string;
  value: T;
  /** Many stand in groups. */
  options: readonly (Option<T> | { label: string; options: readonly Option<T>[] })[];
  onChange: (value: T) => void;
}

/** One of several. The platform's own list: at home on a phone, and with every keyboard. */
export const SelectField = <T extends string>({ label, value, options, onChange }: SelectFieldProps<T>) => (
  <span className={styles.box}>
    <select aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value as T)}>
      {options.map((option) =>
        "options" in option ? (
          <optgroup key={option.label} label={option.label}>
            {optionsOf(option.options)}
          </optgroup>
        ) : (
          optionsOf([option])
        ),
      )}
    </select>
    <Icon of={ChevronDown} size={16} />
  </span>
);

const optionsOf = <T extends string>(options: readonly Option<T>[]) =>
  options.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
