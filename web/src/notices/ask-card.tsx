import { Bell } from "lucide";
import { useEffect, useState } from "preact/compat";
import { useClient, useMe } from "../app/signed-in.ts";
import { Button } from "../design/button.tsx";
import { Icon } from "../design/icon.tsx";
import { useSignal } from "../design/signal.ts";
import { showToast } from "../design/toast.ts";
import { m } from "../paraglide/messages.js";
import { sentenceOf } from "../text/error-sentence.ts";
import styles from "./ask-card.module.css";
import { choose, deviceState, isToBeAsked } from "./device.ts";
import { turnOn } from "./subscribed.ts";

/** Asks for notifications where their use is plain: in a conversation that waits for an answer. Once for each device. */
export function AskCard() {
  const { api } = useClient();
  const staff = useMe().role === "admin";
  const state = useSignal(deviceState);
  const [busy, setBusy] = useState(false);
  const [asks, setAsks] = useState(isToBeAsked);
  useEffect(() => {
    if (state !== "off") setAsks(false);
  }, [state]);
  if (!asks) return null;
  const allow = async () => {
    setBusy(true);
    try {
      await turnOn(api);
      setAsks(false);
    } catch (error) {
      showToast({ title: m.notify_device_failed(), text: sentenceOf(error), tone: "danger" });
      setBusy(false);
    }
  };
  const later = () => {
    choose("later");
    setAsks(false);
  };
  return (
    <section className={styles.card} aria-labelledby="notify-question">
      <Icon of={Bell} size={18} />
      <div className={styles.words}>
        <p id="notify-question" className={styles.question}>
          {staff ? m.notify_ask_staff() : m.notify_ask_student()}
        </p>
        <p className={styles.text}>{m.notify_ask_text()}</p>
      </div>
      <div className={styles.answers}>
        <Button small look="quiet" onClick={later}>
          {m.notify_ask_later()}
        </Button>
        <Button small look="primary" busy={busy} onClick={() => void allow()}>
          {m.notify_ask_allow()}
        </Button>
      </div>
    </section>
  );
}
