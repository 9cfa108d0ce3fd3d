import { useEffect } from "preact/compat";
import { useClient } from "../app/signed-in.ts";
import { Button } from "../design/button.tsx";
import { useSignal } from "../design/signal.ts";
import { Switch } from "../design/switch.tsx";
import { showToast } from "../design/toast.ts";
import { type DeviceState, deviceState, isReachable, lookAgain } from "../notices/device.ts";
import { turnOff, turnOn } from "../notices/subscribed.ts";
import { startWorker } from "../notices/worker.ts";
import { m } from "../paraglide/messages.js";
import { sentenceOf } from "../text/error-sentence.ts";
import styles from "./settings.module.css";

/** Whether this device shows notifications, and what to do where it does not. */
export function DeviceNotifications() {
  const { api } = useClient();
  const state = useSignal(deviceState);
  const reachable = useSignal(isReachable);
  useEffect(lookAgain, []);
  const obstacle = obstacleOf(state);
  const turn = (on: boolean) => {
    (on ? turnOn(api) : turnOff(api)).catch((error: unknown) =>
      showToast({ title: m.notify_device_failed(), text: sentenceOf(error), tone: "danger" }),
    );
  };
  return (
    <section className={styles.group}>
      <h3 className={styles.heading}>{m.notify_device()}</h3>
      {obstacle === null ? (
        <Switch
          label={m.notify_device_on()}
          hint={m.notify_device_text()}
          checked={state === "on"}
          onChange={turn}
        />
      ) : (
        <p className={styles.obstacle}>{obstacle}</p>
      )}
      {state === "on" && !reachable && <p className={styles.obstacle}>{m.notify_device_unreachable()}</p>}
      {state === "on" && (
        <div>
          <Button onClick={() => void showTest()}>{m.notify_test()}</Button>
        </div>
      )}
    </section>
  );
}

function obstacleOf(state: DeviceState): string | null {
  switch (state) {
    case "on":
    case "off":
      return null;
    case "denied":
      return m.notify_device_denied();
    case "insecure":
      return m.notify_device_insecure();
    case "unsupported":
      return m.notify_device_unsupported();
  }
}

async function showTest() {
  try {
    const registration = await startWorker();
    await registration.showNotification(m.notify_test_title(), {
      tag: "test",
      body: m.notify_test_text(),
      icon: "/icon-192.png",
      data: { path: "/settings/notifications" },
    });
    showToast({ title: m.notify_test_shown(), tone: "good" });
  } catch {
    lookAgain();
    showToast({ title: m.notify_device_failed(), tone: "danger" });
  }
}
