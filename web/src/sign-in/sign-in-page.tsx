import type { StopReason } from "@encrptalk/client";
import { api, enter } from "../app/session.ts";
import { useForm } from "../app/use-form.ts";
import { useTitle } from "../app/use-title.ts";
import { Button } from "../design/button.tsx";
import { PasswordField, TextField } from "../design/field.tsx";
import { FormError } from "../design/form-error.tsx";
import { m } from "../paraglide/messages.js";
import { needed } from "../text/form-checks.ts";
import styles from "./front-page.module.css";
import { FrontPage } from "./front-page.tsx";

interface SignInPageProps {
  school: string;
  /** Why this browser is signed out, when the person did not ask for it. */
  reason?: StopReason | undefined;
}

export function SignInPage({ school, reason }: SignInPageProps) {
  useTitle(m.sign_in_title());
  const form = useForm({
    check: (values) => ({ identifier: needed(values("identifier")), password: needed(values("password")) }),
    submit: async (values) => {
      const me = await api.signIn({ identifier: values("identifier").trim(), password: values("password") });
      await enter(me, school);
    },
  });
  return (
    <FrontPage title={school} text={m.sign_in_text()}>
      <form className={styles.form} onSubmit={form.onSubmit} noValidate>
        {reason !== undefined && form.refusal === undefined && (
          <p className={styles.note} role="status">
            {reason === "deactivated" ? m.signed_out_deactivated() : m.signed_out_elsewhere()}
          </p>
        )}
        <FormError>{form.refusal}</FormError>
        <TextField
          label={m.sign_in_identifier()}
          name="identifier"
          autoComplete="username"
          autoCapitalize="none"
          spellcheck={false}
          error={form.errorOf("identifier")}
        />
        <PasswordField
          label={m.password()}
          name="password"
          autoComplete="current-password"
          error={form.errorOf("password")}
        />
        <Button type="submit" look="primary" busy={form.busy}>
          {m.sign_in()}
        </Button>
      </form>
    </FrontPage>
  );
}
