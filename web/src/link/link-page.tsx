import { type Link, ProtocolError } from "@encrptalk/protocol";
import { useCallback, useEffect, useState } from "preact/compat";
import { useLocation } from "wouter";
import { LoadingScreen } from "../app/loading-screen.tsx";
import { api } from "../app/session.ts";
import { useForm } from "../app/use-form.ts";
import { useLoaded } from "../app/use-loaded.ts";
import { useTitle } from "../app/use-title.ts";
import { Button } from "../design/button.tsx";
import { PasswordField } from "../design/field.tsx";
import { FormError } from "../design/form-error.tsx";
import { m } from "../paraglide/messages.js";
import styles from "../sign-in/front-page.module.css";
import { FrontPage } from "../sign-in/front-page.tsx";
import { sentenceOf } from "../text/error-sentence.ts";
import { aNewPassword } from "../text/form-checks.ts";

/** An invitation or a password reset. Its token leaves the address at once, so that it stays in no history. */
export function LinkPage() {
  useTitle(m.link_title());
  const token = useTokenInAddress();
  return <FollowedLink key={token} token={token} />;
}

/** The token of the link that was followed last: another one in the same tab changes nothing but the hash. */
function useTokenInAddress(): string {
  const [token, setToken] = useState(() => location.hash.slice(1));
  useEffect(() => {
    const hide = () => history.replaceState(null, "", "/link");
    const take = () => {
      setToken(location.hash.slice(1));
      hide();
    };
    hide();
    addEventListener("hashchange", take);
    return () => removeEventListener("hashchange", take);
  }, []);
  return token;
}

function FollowedLink({ token }: { token: string }) {
  const [link, retry] = useLoaded(useCallback(() => api.inspectLink(token), [token]));
  const [, navigate] = useLocation();

  if (link.status === "loading") return <LoadingScreen />;
  if (link.status === "ready") return <ChoosePassword token={token} link={link.value} />;
  return (
    <FrontPage title={m.link_unusable()} text={sentenceOf(link.error)}>
      <div className={styles.form}>
        {!isRefused(link.error) && <Button onClick={retry}>{m.try_again()}</Button>}
        <Button look="quiet" onClick={() => navigate("/", { replace: true })}>
          {m.link_to_sign_in()}
        </Button>
      </div>
    </FrontPage>
  );
}

const isRefused = (error: unknown) => error instanceof ProtocolError && error.code === "link-invalid";

function ChoosePassword({ token, link }: { token: string; link: Link }) {
  const [, navigate] = useLocation();
  const form = useForm({
    check: (values) => ({ password: aNewPassword(values("password")) }),
    submit: async (values) => {
      await api.redeemLink({ token, password: values("password") });
      navigate("/", { replace: true });
    },
  });
  const invited = link.purpose === "invitation";
  const signsInAs =
    link.rollId === null ? link.email : m.link_email_or_roll_id({ email: link.email, rollId: link.rollId });
  return (
    <FrontPage
      title={invited ? m.link_welcome({ name: link.name }) : m.link_reset_title()}
      text={m.link_signs_in_as({ identifier: signsInAs })}
    >
      <form className={styles.form} onSubmit={form.onSubmit} noValidate>
        <FormError>{form.refusal}</FormError>
        <input type="text" name="username" value={link.email} autoComplete="username" readOnly hidden />
        <PasswordField
          label={m.password_new()}
          hint={m.password_hint()}
          name="password"
          autoComplete="new-password"
          error={form.errorOf("password")}
        />
        <Button type="submit" look="primary" busy={form.busy}>
          {m.link_action()}
        </Button>
      </form>
    </FrontPage>
  );
}
