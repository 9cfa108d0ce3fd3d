import { type ReactNode, useState } from "preact/compat";
import { sentenceOf } from "../text/error-sentence.ts";
import { Button } from "./button.tsx";
import { CancelButton, Dialog, DialogActions, useCloseDialog } from "./dialog.tsx";
import { FormError } from "./form-error.tsx";

interface ConfirmDialogProps {
  title: string;
  /** What will happen. */
  children: ReactNode;
  /** The verb on the button. */
  action: string;
  danger?: boolean;
  /** Rejects with the reason it could not be done. */
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

export const ConfirmDialog = ({ title, children, onClose, ...question }: ConfirmDialogProps) => (
  <Dialog title={title} description={children} onClose={onClose}>
    <Question {...question} />
  </Dialog>
);

function Question({
  action,
  danger,
  onConfirm,
}: Pick<ConfirmDialogProps, "action" | "danger" | "onConfirm">) {
  const close = useCloseDialog();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const confirm = async () => {
    setBusy(true);
    try {
      await onConfirm();
      close();
    } catch (error) {
      setRefusal(sentenceOf(error));
      setBusy(false);
    }
  };
  return (
    <>
      <FormError>{refusal}</FormError>
      <DialogActions>
        <CancelButton />
        <Button look={danger ? "danger" : "primary"} busy={busy} onClick={() => void confirm()}>
          {action}
        </Button>
      </DialogActions>
    </>
  );
}
