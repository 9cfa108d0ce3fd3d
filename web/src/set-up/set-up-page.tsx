import { navigate } from "wouter/use-browser-location";
import { api, enter } from "../app/session.ts";
import { useForm } from "../app/use-form.ts";
import { useTitle } from "../app/use-title.ts";
import { Button } from "../design/button.tsx";
import { PasswordField, TextField } from "../design/field.tsx";
import { FormError } from "../design/form-error.tsx";
import { m } from "../paraglide/messages.js";
import styles from "../sign-in/front-page.module.css";
import { FrontPage } from "../sign-in/front-page.tsx";
import { aNewPassword, anEmail, needed } from "../text/form-checks.ts";

/** First run: proves access to the server's console, names the school, and makes its first administrator. */
export function SetUpPage() {
  useTitle(m.set_up_title());
  const form = useForm({
    check: (values) => ({
      code: needed(values("code")),
      schoolName: needed(values("schoolName")),
      name: needed(values("name")),
      email: anEmail(values("email")),
      password: aNewPassword(values("password")),
    }),
    submit: async (values) => {
      const schoolName = values("schoolName").trim();
      const person = { name: values("name"), email: values("email").trim(), password: values("password") };
      const me = await api.setUp({ code: values("code").trim(), schoolName, ...person });
      navigate("/welcome", { replace: true });
      await enter(me, schoolName);
    },
  });
  return (
    <FrontPage title={m.set_up_title()} text={m.set_up_text()}>
      <form className={styles.form} onSubmit={form.onSubmit} noValidate>
        <FormError>{form.refusal}</FormError>
        <TextField
          label={m.set_up_code()}
          hint={m.set_up_code_hint()}
          name="code"
          autoComplete="off"
          autoCapitalize="none"
          spellcheck={false}
          error={form.errorOf("code")}
        />
        <TextField
          label={m.set_up_school()}
          name="schoolName"
          autoComplete="organization"
          error={form.errorOf("schoolName")}
        />
        <TextField label={m.your_name()} name="name" autoComplete="name" error={form.errorOf("name")} />
        <TextField
          label={m.email()}
          name="email"
          type="email"
          autoComplete="username"
          error={form.errorOf("email")}
        />
        <PasswordField
          label={m.password()}
          hint={m.password_hint()}
          name="password"
          autoComplete="new-password"
          error={form.errorOf("password")}
        />
        <Button type="submit" look="primary" busy={form.busy}>
          {m.set_up_action()}
        </Button>
      </form>
    </FrontPage>
  );
}
