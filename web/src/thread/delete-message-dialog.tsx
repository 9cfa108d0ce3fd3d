import type { MessageSent } from "@encrptalk/protocol";
import { ConfirmDialog } from "../design/confirm-dialog.tsx";
import { m } from "../paraglide/messages.js";
import { previewOf } from "../text/preview.ts";
import { useThread } from "./thread-context.ts";

export function DeleteMessageDialog({ message, onClose }: { message: MessageSent; onClose: () => void }) {
  const { room } = useThread();
  return (
    <ConfirmDialog
      title={m.message_delete_title()}
      action={m.message_delete()}
      danger
      onConfirm={() => room.delete(message.seq)}
      onClose={onClose}
    >
      {m.message_delete_text({ text: previewOf(message) })}
    </ConfirmDialog>
  );
}
