import { ProtocolError } from "@encrptalk/protocol";
import { useState } from "preact/compat";
import { useClient, useMe } from "../app/signed-in.ts";
import { FieldRefusal, useForm } from "../app/use-form.ts";
import { Button } from "../design/button.tsx";
import { PasswordField } from "../design/field.tsx";
import { FormError } from "../design/form-error.tsx";
import { showToast } from "../design/toast.ts";
import { m } from "../paraglide/messages.js";
import { aNewPassword, needed } from "../text/form-checks.ts";
import styles from "./settings.module.css";

export function PasswordSection() {
  const { api } = useClient();
  const { email } = useMe();
  const [round, setRound] = useState(0);
  const form = useForm({
    check: (values) => ({ current: needed(values("current")), next: aNewPassword(values("next")) }),
    submit: async (values) => {
      await api
        .changePassword({ current: values("current"), next: values("next") })
        .catch(asWrongCurrentPassword);
      showToast({ title: m.password_changed(), tone: "good" });
      setRound(round + 1);
    },
  });
  return (
    <section className={styles.group}>
      <p className={styles.text}>{m.password_text()}</p>
      <form key={round} className={styles.form} onSubmit={form.onSubmit} noValidate>
        <FormError>{form.refusal}</FormError>
        <input type="text" name="username" value={email} autoComplete="username" readOnly hidden />
        <PasswordField
          label={m.password_current()}
          name="current"
          autoComplete="current-password"
          error={form.errorOf("current")}
        />
        <PasswordField
          label={m.password_new()}
          hint={m.password_hint()}
          name="next"
          autoComplete="new-password"
          error={form.errorOf("next")}
        />
        <Button type="submit" look="primary" busy={form.busy}>
          {m.password_change()}
        </Button>
      </form>
    </section>
  );
}

function asWrongCurrentPassword(error: unknown): never {
  const wrong = error instanceof ProtocolError && error.code === "wrong-credentials";
  throw wrong ? new FieldRefusal("current", m.password_current_wrong()) : error;
}
