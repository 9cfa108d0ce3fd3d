import { useMe } from "../app/signed-in.ts";
import { Dialog } from "../design/dialog.tsx";
import { m } from "../paraglide/messages.js";
import styles from "./keys-dialog.module.css";

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

type Key = [keys: string[], what: string];

/** All keys, and what they do. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const command = isApple ? "⌘" : m.key_control();
  const staff = useMe().role === "admin";
  const alt = isApple ? "⌥" : m.key_alt();
  const keys: Key[] = [
    [[command, "K"], m.keys_jump()],
    [[alt, "↑"], m.keys_previous()],
    [[alt, "↓"], m.keys_next()],
    ...(staff ? ([[[alt, "E"], m.keys_close_conversation()]] satisfies Key[]) : []),
    [["/"], m.keys_search()],
    [[m.key_enter()], m.keys_send()],
    [[m.key_shift(), m.key_enter()], m.keys_line()],
    [["↑"], m.keys_edit_last()],
    [["↑", "↓"], m.keys_walk()],
    [[m.key_enter()], m.keys_menu()],
    [[m.key_escape()], m.keys_leave()],
    [["?"], m.keys_this()],
  ];
  return (
    <Dialog title={m.keys_title()} shape="wide" onClose={onClose}>
      <dl className={styles.keys}>
        {keys.map(([pressed, what]) => (
          <div key={what} className={styles.one}>
            <dt>
              {pressed.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
