import type { DisplaySettings, QuietHours } from "@encrptalk/protocol";
import { useCallback } from "preact/compat";
import { saveSettings } from "../app/session.ts";
import { useClient, useMe } from "../app/signed-in.ts";
import { useLoaded } from "../app/use-loaded.ts";
import { Switch } from "../design/switch.tsx";
import { showToast } from "../design/toast.ts";
import { playChime } from "../notices/chime.ts";
import { m } from "../paraglide/messages.js";
import { sentenceOf } from "../text/error-sentence.ts";
import { DeviceNotifications } from "./device-notifications.tsx";
import { QuietHoursFields } from "./quiet-hours-fields.tsx";
import styles from "./settings.module.css";

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
  return (
    <section className={styles.group}>
      <h3 className={styles.heading}>{m.quiet_hours()}</h3>
      <QuietHoursFields
        label={m.quiet_hours_on()}
        hint={m.quiet_hours_text()}
        hours={hours}
        onChange={onChange}
      />
      {hours !== null && ofSchool !== null && (
        <p className={styles.text}>{m.quiet_hours_zone({ zone: ofSchool.timeZone })}</p>
      )}
      {ofSchool?.quietHours != null && (
        <p className={styles.text}>{m.quiet_hours_school(ofSchool.quietHours)}</p>
      )}
    </section>
  );
}
