import { signOut } from "../app/session.ts";
import { ConfirmDialog } from "../design/confirm-dialog.tsx";
import { m } from "../paraglide/messages.js";

export const SignOutDialog = ({ unsent, onClose }: { unsent: number; onClose: () => void }) => (
  <ConfirmDialog
    title={m.sign_out_title()}
    action={m.sign_out()}
    danger
    onConfirm={signOut}
    onClose={onClose}
  >
    {m.sign_out_unsent({ count: unsent })}
  </ConfirmDialog>
);
