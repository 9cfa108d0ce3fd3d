import { Check, Copy } from "lucide";
import { useState } from "preact/compat";
import { m } from "../paraglide/messages.js";
import { copyText } from "../text/copy-text.ts";
import { Button } from "./button.tsx";
import { CancelButton, Dialog, DialogActions } from "./dialog.tsx";
import { Icon } from "./icon.tsx";
import styles from "./secret-dialog.module.css";

interface SecretDialogProps {
  title: string;
  /** What it is for, and that it is shown once. */
  text: string;
  label: string;
  secret: string;
  onClose: () => void;
}

/** A link or a token to hand on: shown this once, with a button that copies it. */
export function SecretDialog({ title, text, label, secret, onClose }: SecretDialogProps) {
  const [copied, setCopied] = useState(false);
  return (
    <Dialog title={title} description={text} onClose={onClose}>
      <div className={styles.secret}>
        <input
          readOnly
          value={secret}
          aria-label={label}
          onFocus={(event) => event.currentTarget.select()}
          dir="ltr"
        />
        <Button
          look="primary"
          onClick={() => {
            copyText(secret);
            setCopied(true);
          }}
        >
          <Icon of={copied ? Check : Copy} size={16} />
          {m.copy()}
        </Button>
      </div>
      <DialogActions>
        <CancelButton>{m.done()}</CancelButton>
      </DialogActions>
    </Dialog>
  );
}
