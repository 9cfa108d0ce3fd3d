import type { QuietHours } from "@encrptalk/protocol";
import { TextField } from "../design/field.tsx";
import { Switch } from "../design/switch.tsx";
import { m } from "../paraglide/messages.js";
import styles from "./settings.module.css";

const NIGHT: QuietHours = { from: "21:00", to: "07:00" };

interface QuietHoursFieldsProps {
  label: string;
  hint: string;
  hours: QuietHours | null;
  onChange: (hours: QuietHours | null) => void;
}

/** Whether there are quiet hours, and from when to when. */
export function QuietHoursFields({ label, hint, hours, onChange }: QuietHoursFieldsProps) {
  const change = (part: Partial<QuietHours>) => {
    const next = { ...(hours ?? NIGHT), ...part };
    // A field that is being cleared has no time to save yet.
    if (next.from !== "" && next.to !== "") onChange(next);
  };
  return (
    <>
      <Switch
        label={label}
        hint={hint}
        checked={hours !== null}
        onChange={(on) => onChange(on ? NIGHT : null)}
      />
      {hours !== null && (
        <div className={styles.times}>
          <TextField
            label={m.quiet_hours_from()}
            type="time"
            defaultValue={hours.from}
            onChange={({ currentTarget }) => change({ from: currentTarget.value })}
          />
          <TextField
            label={m.quiet_hours_to()}
            type="time"
            defaultValue={hours.to}
            onChange={({ currentTarget }) => change({ to: currentTarget.value })}
          />
        </div>
      )}
    </>
  );
}
