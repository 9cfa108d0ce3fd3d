import type { DisplaySettings, QuietHours } from "@encrptalk/protocol";
import { useCallback } from "react";
import { saveSettings } from "../app/session.ts";
import { useClient, useMe } from "../app/signed-in.ts";
import { useLoaded } from "../app/use-loaded.ts";
import { TextField } from "../design/field.tsx";
import { Switch } from "../design/switch.tsx";
import { showToast } from "../design/toast.ts";
import { playChime } from "../notices/chime.ts";
import { m } from "../paraglide/messages.js";
import { sentenceOf } from "../text/error-sentence.ts";
import { DeviceNotifications } from "./device-notifications.tsx";
import styles from "./settings.module.css";

const NIGHT: QuietHours = { from: "21:00", to: "07:00" };

/** What this person is told of, how, and when not. */
export function NotificationsSection() {
  const { settings, role } = useMe();
  const save = (changes: Partial<DisplaySettings>) => {
    saveSettings({ ...settings, ...changes }).catch((error: unknown) =>
      showToast({ title: m.settings_not_saved(), text: sentenceOf(error), tone: "danger" }),
    );
  };
  return (
    <>
      <DeviceNotifications />
      <section className={styles.group}>
        <h3 className={styles.heading}>{m.settings_sound()}</h3>
        <Switch
          label={m.settings_sound_on()}
          hint={m.settings_sound_text()}
          checked={settings.sound}
          onChange={(sound) => {
            save({ sound });
            if (sound) playChime();
          }}
        />
      </section>
      <QuietHoursGroup hours={settings.quietHours} onChange={(quietHours) => save({ quietHours })} />
      {role === "admin" && (
        <section className={styles.group}>
          <h3 className={styles.heading}>{m.notify_desk()}</h3>
          <Switch
            label={m.notify_desk_on()}
            hint={m.notify_desk_text()}
            checked={settings.deskNotify === "all"}
            onChange={(on) => save({ deskNotify: on ? "all" : "nothing" })}
          />
        </section>
      )}
    </>
  );
}

interface QuietHoursGroupProps {
  hours: QuietHours | null;
  onChange: (hours: QuietHours | null) => void;
}

function QuietHoursGroup({ hours, onChange }: QuietHoursGroupProps) {
  const { api } = useClient();
  const [school] = useLoaded(useCallback(() => api.schoolSettings(), [api]));
  const ofSchool = school.status === "ready" ? school.value : null;
  const change = (part: Partial<QuietHours>) => {
    const next = { ...(hours ?? NIGHT), ...part };
    // A field that is being cleared has no time to save yet.
    if (next.from !== "" && next.to !== "") onChange(next);
  };
  return (
    <section className={styles.group}>
      <h3 className={styles.heading}>{m.quiet_hours()}</h3>
      <Switch
        label={m.quiet_hours_on()}
        hint={m.quiet_hours_text()}
        checked={hours !== null}
        onChange={(on) => onChange(on ? NIGHT : null)}
      />
      {hours !== null && (
        <div className={styles.times}>
          <TextField
            label={m.quiet_hours_from()}
            type="time"
            defaultValue={hours.from}
            onChange={({ target }) => change({ from: target.value })}
          />
          <TextField
            label={m.quiet_hours_to()}
            type="time"
            defaultValue={hours.to}
            onChange={({ target }) => change({ to: target.value })}
          />
        </div>
      )}
      {hours !== null && ofSchool !== null && (
        <p className={styles.text}>{m.quiet_hours_zone({ zone: ofSchool.timeZone })}</p>
      )}
      {ofSchool?.quietHours != null && (
        <p className={styles.text}>{m.quiet_hours_school(ofSchool.quietHours)}</p>
      )}
    </section>
  );
}
