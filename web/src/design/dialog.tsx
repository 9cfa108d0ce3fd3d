import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { X } from "lucide";
import { createContext, type ReactNode, useContext, useRef, useState } from "preact/compat";
import { m } from "../paraglide/messages.js";
import { Button, IconButton } from "./button.tsx";
import { classes } from "./classes.ts";
import styles from "./dialog.module.css";
import { Icon } from "./icon.tsx";

interface DialogProps {
  title: string;
  /** What it is for, under the title. */
  description?: ReactNode;
  /** `side`: a panel along the edge, for what is a column on a wider screen. */
  shape?: "middle" | "wide" | "side";
  /** Called when it has faded away. */
  onClose: () => void;
  children: ReactNode;
}

const CloseContext = createContext<() => void>(() => {});

/** Closes the dialog around. */
export const useCloseDialog = () => useContext(CloseContext);

export function Dialog({ title, description, shape = "middle", onClose, children }: DialogProps) {
  const [open, setOpen] = useState(true);
  const popup = useRef<HTMLDivElement>(null);
  return (
    <BaseDialog.Root
      open={open}
      onOpenChange={setOpen}
      onOpenChangeComplete={(stillOpen) => {
        if (!stillOpen) onClose();
      }}
    >
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={styles.backdrop} />
        <BaseDialog.Viewport className={classes(styles.viewport, styles[`${shape}Viewport`])}>
          <BaseDialog.Popup
            className={classes(styles.popup, styles[shape])}
            ref={popup}
            initialFocus={() => firstField(popup.current) ?? popup.current}
          >
            <header className={styles.header}>
              <div>
                <BaseDialog.Title className={styles.title}>{title}</BaseDialog.Title>
                {description !== undefined && (
                  <BaseDialog.Description className={styles.description}>
                    {description}
                  </BaseDialog.Description>
                )}
              </div>
              <BaseDialog.Close render={<IconButton label={m.close()} icon={<Icon of={X} size={18} />} />} />
            </header>
            <CloseContext value={() => setOpen(false)}>{children}</CloseContext>
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** Where writing begins; without a field, the dialog itself takes the focus and is read out. */
const firstField = (popup: HTMLElement | null) =>
  popup?.querySelector<HTMLElement>("input:not([type=radio], [type=checkbox], [hidden]), textarea");

/** The row of buttons at the end of a dialog. */
export const DialogActions = ({ children }: { children: ReactNode }) => (
  <footer className={styles.actions}>{children}</footer>
);

/** Leaves the dialog without doing anything. */
export function CancelButton({ children }: { children?: ReactNode }) {
  const close = useCloseDialog();
  return <Button onClick={close}>{children ?? m.cancel()}</Button>;
}
