import { Monitor } from "lucide";
import { Suspense, useState } from "preact/compat";
import { useNow } from "../app/now.ts";
import { part } from "../app/part.ts";
import { useClient } from "../app/signed-in.ts";
import { Badge } from "../design/badge.tsx";
import { Button } from "../design/button.tsx";
import { Icon } from "../design/icon.tsx";
import { LoadMore } from "../design/load-more.tsx";
import { m } from "../paraglide/messages.js";
import { ago } from "../text/time.ts";
import styles from "./settings.module.css";
import { useDevices } from "./use-devices.ts";

const ConfirmDialog = part(async () => (await import("../design/confirm-dialog.tsx")).ConfirmDialog);

/** Where one is signed in, and the ways to end that. */
export function DevicesSection() {
  const { api } = useClient();
  const now = useNow();
  const { devices, reload, removing, remove } = useDevices("browser");
  const [asking, setAsking] = useState(false);
  const found = devices.status === "ready" ? devices.value : [];
  const signOutOthers = async () => {
    await api.signOutOthers();
    reload();
  };
  return (
    <section className={styles.group}>
      <p className={styles.text}>{m.devices_text()}</p>
      {found.length > 0 && (
        <ul className={styles.list}>
          {found.map((device) => (
            <li key={device.deviceId} className={styles.item}>
              <Icon of={Monitor} size={20} />
              <div>
                <p className={styles.name}>
                  <bdi>{device.name}</bdi>
                </p>
                <p className={styles.detail}>
                  {device.current ? m.device_current() : m.device_seen({ time: ago(device.lastSeenAt, now) })}
                </p>
              </div>
              {device.current ? (
                <Badge tone="accent">{m.device_current_badge()}</Badge>
              ) : (
                <Button
                  small
                  busy={removing === device.deviceId}
                  aria-label={m.device_sign_out_label({ name: device.name })}
                  onClick={() => void remove(device.deviceId)}
                >
                  {m.sign_out()}
                </Button>
              )}
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
      {found.length > 1 && (
        <div>
          <Button onClick={() => setAsking(true)}>{m.devices_sign_out_others()}</Button>
        </div>
      )}
      <Suspense fallback={null}>
        {asking && (
          <ConfirmDialog
            title={m.devices_sign_out_others_title()}
            action={m.devices_sign_out_others()}
            danger
            onConfirm={signOutOthers}
            onClose={() => setAsking(false)}
          >
            {m.devices_sign_out_others_text()}
          </ConfirmDialog>
        )}
      </Suspense>
    </section>
  );
}
