import { m } from "../paraglide/messages.js";
import styles from "./skip-link.module.css";

/** The first stop of the Tab key: past the lists, to what the screen is about. */
export const SkipLink = () => (
  <button type="button" className={styles.skip} onClick={() => document.getElementById("main")?.focus()}>
    {m.skip_to_content()}
  </button>
);
