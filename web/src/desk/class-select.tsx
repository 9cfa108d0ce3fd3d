import type { Classes } from "@encrptalk/protocol";
import { memo, useEffect, useRef, useState } from "preact/compat";
import { useClient } from "../app/signed-in.ts";
import { isUsable } from "../app/usable.ts";
import { useLoaded } from "../app/use-loaded.ts";
import { SelectField } from "../design/select-field.tsx";
import { useSignal } from "../design/signal.ts";
import { m } from "../paraglide/messages.js";
import { numberOf } from "../text/lists.ts";
import styles from "./desk-list-pane.module.css";

interface ClassSelectProps {
  /** Empty: all classes. */
  value: string;
  /** How many students there are: with another number, the classes may be others. */
  students: number | null;
  onAsk: (change: { className: string }) => void;
}

const noClasses = async (): Promise<Classes["classes"]> => [];

export const ClassSelect = memo(function ClassSelect({ value, students, onAsk }: ClassSelectProps) {
  const { classes } = useClient().api;
  const usable = useSignal(isUsable);
  const [wanted, setWanted] = useState(false);
  const [loaded, reload] = useLoaded(usable || wanted ? classes : noClasses);
  const before = useRef(students);
  useEffect(() => {
    if (before.current !== null && before.current !== students) reload();
    before.current = students;
  }, [students, reload]);

  const known = loaded.status === "ready" ? loaded.value : [];
  const found = known.some(({ className }) => className === value);
  // A link may name a class that is gone, and until the classes are here nothing else is known.
  const named = value === "" || found ? [] : [{ value, label: value }];
  return (
    <span
      className={styles.classes}
      onPointerEnter={() => setWanted(true)}
      onFocusCapture={() => setWanted(true)}
    >
      <SelectField
        label={m.desk_class()}
        value={value}
        onChange={(className) => onAsk({ className })}
        options={[
          { value: "", label: m.desk_all_classes() },
          ...named,
          ...known.map((one) => ({
            value: one.className,
            label: m.desk_class_count({ className: one.className, count: numberOf(one.students) }),
          })),
        ]}
      />
    </span>
  );
});
