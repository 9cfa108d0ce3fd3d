import { Copy, FileUp, FlaskConical, UserPlus } from "lucide";
import type { ReactNode } from "preact/compat";
import { Link } from "../app/link.tsx";
import { useSignedIn } from "../app/signed-in.ts";
import { useTitle } from "../app/use-title.ts";
import { ConnectionStatus } from "../connection/connection-status.tsx";
import { IconButton } from "../design/button.tsx";
import { Icon } from "../design/icon.tsx";
import { m } from "../paraglide/messages.js";
import { copyText } from "../text/copy-text.ts";
import styles from "./welcome-page.module.css";

/** On a port of its own, since this server has the usual one. */
const SAMPLE_COMMAND = "PORT=3001 npm run demo";

/** The school is set up: what a first administrator may want to do next. */
export function WelcomePage() {
  const { school } = useSignedIn();
  useTitle(m.set_up_done_title({ school }));
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      <div className={styles.scroller}>
        <div className={styles.body}>
          <h1>{m.set_up_done_title({ school })}</h1>
          <p className={styles.text}>{m.set_up_done_text()}</p>
          <ul className={styles.ways}>
            <Way icon={<Icon of={UserPlus} size={22} />} text={m.set_up_done_add_text()}>
              <Link to="/people?add">{m.set_up_done_add()}</Link>
            </Way>
            <Way icon={<Icon of={FileUp} size={22} />} text={m.set_up_done_import_text()}>
              <Link to="/people/import">{m.set_up_done_import()}</Link>
            </Way>
            <li className={styles.way}>
              <Icon of={FlaskConical} size={22} />
              <div>
                <h2>{m.set_up_done_sample()}</h2>
                <p className={styles.text}>{m.set_up_done_sample_text()}</p>
                <p className={styles.command}>
                  <code dir="ltr">{SAMPLE_COMMAND}</code>
                  <IconButton
                    label={m.copy()}
                    icon={<Icon of={Copy} size={16} />}
                    onClick={() => copyText(SAMPLE_COMMAND)}
                  />
                </p>
              </div>
            </li>
          </ul>
          <Link to="/messages" className={styles.go}>
            {m.set_up_done_go()}
          </Link>
        </div>
      </div>
      <footer className={styles.footer}>
        <ConnectionStatus />
      </footer>
    </main>
  );
}

/** One way to go on: the whole of it leads there. */
const Way = ({ icon, text, children }: { icon: ReactNode; text: string; children: ReactNode }) => (
  <li className={styles.way} data-leads="">
    <span aria-hidden="true">{icon}</span>
    <div>
      <h2>{children}</h2>
      <p className={styles.text}>{text}</p>
    </div>
  </li>
);
