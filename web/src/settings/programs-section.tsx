import type { AddedProgram } from "@encrptalk/protocol";
import { MAX_NAME_CHARACTERS } from "@encrptalk/protocol";
import { Bot } from "lucide";
import { Suspense, useState } from "preact/compat";
import { useNow } from "../app/now.ts";
import { part } from "../app/part.ts";
import { useClient } from "../app/signed-in.ts";
import { useForm } from "../app/use-form.ts";
import { Button } from "../design/button.tsx";
import { TextField } from "../design/field.tsx";
import { FormError } from "../design/form-error.tsx";
import { Icon } from "../design/icon.tsx";
import { LoadMore } from "../design/load-more.tsx";
import { m } from "../paraglide/messages.js";
import { needed } from "../text/form-checks.ts";
import { ago } from "../text/time.ts";
import styles from "./settings.module.css";
import { useDevices } from "./use-devices.ts";

const SecretDialog = part(async () => (await import("../design/secret-dialog.tsx")).SecretDialog);

/** Programs that act for this person, each with a token of its own. */
export function ProgramsSection() {
  const { api } = useClient();
  const now = useNow();
  const { devices, reload, removing, remove } = useDevices("program");
  const [added, setAdded] = useState<AddedProgram | null>(null);
  const [round, setRound] = useState(0);
  const form = useForm({
    check: (values) => ({ name: needed(values("name")) }),
    submit: async (values) => {
      setAdded(await api.addProgram(values("name").trim()));
      setRound(round + 1);
      reload();
    },
  });
  const found = devices.status === "ready" ? devices.value : [];
  return (
    <section className={styles.group}>
      <p className={styles.text}>{m.programs_text()}</p>
      <form key={round} className={styles.adding} onSubmit={form.onSubmit} noValidate>
        <TextField
          label={m.program_name()}
          name="name"
          autoComplete="off"
          maxLength={MAX_NAME_CHARACTERS}
          error={form.errorOf("name")}
        />
        <Button type="submit" look="primary" busy={form.busy}>
          {m.program_add()}
        </Button>
      </form>
      <FormError>{form.refusal}</FormError>
      {found.length > 0 && (
        <ul className={styles.list}>
          {found.map((device) => (
            <li key={device.deviceId} className={styles.item}>
              <Icon of={Bot} size={20} />
              <div>
                <p className={styles.name}>
                  <bdi>{device.name}</bdi>
                </p>
                <p className={styles.detail}>{m.device_seen({ time: ago(device.lastSeenAt, now) })}</p>
              </div>
              <Button
                small
                busy={removing === device.deviceId}
                aria-label={m.program_remove_label({ name: device.name })}
                onClick={() => void remove(device.deviceId)}
              >
                {m.program_remove()}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <LoadMore
        status={devices.status}
        error={devices.status === "failed" ? devices.error : undefined}
        hasMore={false}
        onLoad={reload}
      />
      <Suspense fallback={null}>
        {added !== null && (
          <SecretDialog
            title={m.program_token_title({ name: added.device.name })}
            text={m.program_token_text()}
            label={m.program_token()}
            secret={added.token}
            onClose={() => setAdded(null)}
          />
        )}
      </Suspense>
    </section>
  );
}
