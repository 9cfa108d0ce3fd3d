import { Toast as BaseToast } from "@base-ui/react/toast";
import { CircleAlert, CircleCheck, MessageSquare, X } from "lucide";
import { useEffect } from "preact/compat";
import { m } from "../paraglide/messages.js";
import { IconButton } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { useSignal } from "./signal.ts";
import { settledToasts, type Toast, takeAll, waitingToasts } from "./toast.ts";
import styles from "./toast-host.module.css";

const SHOWN_MS = 6_000;
const ICONS = { plain: MessageSquare, good: CircleCheck, danger: CircleAlert };

export const ToastHost = () => (
  <BaseToast.Provider timeout={SHOWN_MS} limit={3}>
    <ToastList />
  </BaseToast.Provider>
);

function ToastList() {
  const { toasts, add, close } = BaseToast.useToastManager<Toast>();
  const waiting = useSignal(waitingToasts);
  useEffect(() => {
    if (waiting.length === 0) return;
    for (const toast of takeAll(waitingToasts)) {
      add({
        ...(toast.key !== undefined && { id: toast.key }),
        title: toast.title,
        description: toast.text,
        priority: toast.tone === "danger" ? "high" : "low",
        data: toast,
      });
    }
  }, [waiting, add]);
  const settled = useSignal(settledToasts);
  useEffect(() => {
    if (settled.length === 0) return;
    for (const key of takeAll(settledToasts)) close(key);
  }, [settled, close]);

  return (
    <BaseToast.Portal>
      <BaseToast.Viewport className={styles.viewport} aria-label={m.toasts_label()}>
        {toasts.map((toast) => (
          <OneToast key={toast.id} toast={toast} />
        ))}
      </BaseToast.Viewport>
    </BaseToast.Portal>
  );
}

function OneToast({ toast }: { toast: BaseToast.Root.ToastObject<Toast> }) {
  const { close } = BaseToast.useToastManager();
  const { tone = "plain", onOpen } = toast.data ?? {};
  const text = (
    <>
      <BaseToast.Title className={styles.title} />
      <BaseToast.Description className={styles.text} />
    </>
  );
  return (
    <BaseToast.Root toast={toast} className={styles.toast} swipeDirection={["down", "right", "left"]}>
      <BaseToast.Content className={styles.content}>
        <Icon of={ICONS[tone]} size={18} className={styles[tone]} />
        {onOpen === undefined ? (
          <div className={styles.body}>{text}</div>
        ) : (
          <button
            type="button"
            className={styles.body}
            onClick={() => {
              close(toast.id);
              onOpen();
            }}
          >
            {text}
          </button>
        )}
        <BaseToast.Close
          render={<IconButton label={m.close()} icon={<Icon of={X} size={16} />} className={styles.close} />}
        />
      </BaseToast.Content>
    </BaseToast.Root>
  );
}
