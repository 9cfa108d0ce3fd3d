import { MAX_NAME_CHARACTERS, type RoomFacts } from "@encrptalk/protocol";
import { useLocation } from "wouter";
import { useClient } from "../app/signed-in.ts";
import { useForm } from "../app/use-form.ts";
import { Button } from "../design/button.tsx";
import { CancelButton, Dialog, DialogActions, useCloseDialog } from "../design/dialog.tsx";
import { TextField } from "../design/field.tsx";
import styles from "../design/form.module.css";
import { FormError } from "../design/form-error.tsx";
import { m } from "../paraglide/messages.js";
import { needed } from "../text/form-checks.ts";

/** A new group room, joined by whoever creates it. */
export function CreateRoomDialog({ onClose }: { onClose: () => void }) {
  const client = useClient();
  const [, navigate] = useLocation();
  return (
    <Dialog title={m.room_create()} description={m.room_create_text()} onClose={onClose}>
      <TitleForm
        title=""
        action={m.room_create_action()}
        onSubmit={async (title) => navigate(`/rooms/${await client.createRoom(title)}`)}
      />
    </Dialog>
  );
}

export function RenameRoomDialog({
  room,
  onClose,
}: {
  room: Pick<RoomFacts, "roomId" | "title">;
  onClose: () => void;
}) {
  const client = useClient();
  return (
    <Dialog title={m.room_rename_title()} onClose={onClose}>
      <TitleForm
        title={room.title}
        action={m.room_rename_action()}
        onSubmit={(title) => client.renameRoom(room.roomId, title)}
      />
    </Dialog>
  );
}

interface TitleFormProps {
  title: string;
  action: string;
  onSubmit: (title: string) => Promise<unknown>;
}

function TitleForm({ title, action, onSubmit }: TitleFormProps) {
  const close = useCloseDialog();
  const form = useForm({
    check: (values) => ({ title: needed(values("title")) }),
    submit: async (values) => {
      await onSubmit(values("title").trim());
      close();
    },
  });
  return (
    <form className={styles.form} onSubmit={form.onSubmit} noValidate>
      <FormError>{form.refusal}</FormError>
      <TextField
        label={m.room_title()}
        name="title"
        defaultValue={title}
        maxLength={MAX_NAME_CHARACTERS}
        autoComplete="off"
        error={form.errorOf("title")}
      />
      <DialogActions>
        <CancelButton />
        <Button type="submit" look="primary" busy={form.busy}>
          {action}
        </Button>
      </DialogActions>
    </form>
  );
}
