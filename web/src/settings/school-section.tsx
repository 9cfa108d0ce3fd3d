import { useForm } from "../app/use-form.ts";
import { Button } from "../design/button.tsx";
import { TextField } from "../design/field.tsx";
import { FormError } from "../design/form-error.tsx";
import { LoadMore } from "../design/load-more.tsx";
import { SelectField } from "../design/select-field.tsx";
import { Switch } from "../design/switch.tsx";
import { showToast } from "../design/toast.ts";
import { m } from "../paraglide/messages.js";
import { needed } from "../text/form-checks.ts";
import { QuietHoursFields } from "./quiet-hours-fields.tsx";
import styles from "./settings.module.css";
import { timeZones } from "./time-zones.ts";
import { useSchoolSettings } from "./use-school-settings.ts";

/** What administrators choose for everyone. */
export function SchoolSection() {
  const { settings, reload, save, choose } = useSchoolSettings();
  if (settings.status !== "ready")
    return (
      <LoadMore
        status={settings.status}
        error={settings.status === "failed" ? settings.error : undefined}
        hasMore={false}
        onLoad={reload}
      />
    );
  const { name, timeZone, quietHours, textInNotifications } = settings.value;
  return (
    <>
      <NameGroup name={name} onSave={(changed) => save({ name: changed })} />
      <section className={styles.group}>
        <h3 className={styles.heading}>{m.school_time_zone()}</h3>
        <p className={styles.text}>{m.school_time_zone_text()}</p>
        <div>
          <SelectField
            label={m.school_time_zone()}
            value={timeZone}
            options={timeZones(timeZone)}
            onChange={(chosen) => choose({ timeZone: chosen })}
          />
        </div>
      </section>
      <section className={styles.group}>
        <h3 className={styles.heading}>{m.quiet_hours()}</h3>
        <QuietHoursFields
          label={m.school_quiet_hours_on()}
          hint={m.school_quiet_hours_text()}
          hours={quietHours}
          onChange={(hours) => choose({ quietHours: hours })}
        />
      </section>
      <section className={styles.group}>
        <h3 className={styles.heading}>{m.settings_notifications()}</h3>
        <Switch
          label={m.school_text_on()}
          hint={m.school_text_text()}
          checked={textInNotifications}
          onChange={(on) => choose({ textInNotifications: on })}
        />
      </section>
    </>
  );
}

function NameGroup({ name, onSave }: { name: string; onSave: (name: string) => Promise<void> }) {
  const form = useForm({
    check: (values) => ({ name: needed(values("name")) }),
    submit: async (values) => {
      await onSave(values("name").trim());
      showToast({ title: m.school_name_saved(), tone: "good" });
    },
  });
  return (
    <section className={styles.group}>
      <h3 className={styles.heading}>{m.school_name()}</h3>
      <form className={styles.form} onSubmit={form.onSubmit} noValidate>
        <FormError>{form.refusal}</FormError>
        <TextField
          label={m.school_name_label()}
          hint={m.school_name_hint()}
          name="name"
          defaultValue={name}
          autoComplete="organization"
          error={form.errorOf("name")}
        />
        <Button type="submit" busy={form.busy}>
          {m.save()}
        </Button>
      </form>
    </section>
  );
}
