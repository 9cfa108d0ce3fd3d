import type { DisplaySettings } from "@encrptalk/protocol";
import { saveSettings } from "../app/session.ts";
import { useMe } from "../app/signed-in.ts";
import { Segments } from "../design/segments.tsx";
import { showToast } from "../design/toast.ts";
import { m } from "../paraglide/messages.js";
import { sentenceOf } from "../text/error-sentence.ts";
import styles from "./settings.module.css";

export function DisplaySection() {
  const { settings } = useMe();
  const save = (changes: Partial<DisplaySettings>) => {
    saveSettings({ ...settings, ...changes }).catch((error: unknown) =>
      showToast({ title: m.settings_not_saved(), text: sentenceOf(error), tone: "danger" }),
    );
  };
  return (
    <section className={styles.group}>
      <h3 className={styles.heading}>{m.settings_theme()}</h3>
      <Segments
        label={m.settings_theme()}
        value={settings.theme}
        options={[
          { value: "system", label: m.theme_system() },
          { value: "light", label: m.theme_light() },
          { value: "dark", label: m.theme_dark() },
        ]}
        onChange={(theme) => save({ theme })}
      />
    </section>
  );
}
