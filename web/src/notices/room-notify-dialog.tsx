import type { Room, RoomRow } from "@encrptalk/client";
import type { Notify } from "@encrptalk/protocol";
import { useId, useState } from "preact/compat";
import { useForm } from "../app/use-form.ts";
import { Button } from "../design/button.tsx";
import { CancelButton, Dialog, DialogActions, useCloseDialog } from "../design/dialog.tsx";
import { FormError } from "../design/form-error.tsx";
import { m } from "../paraglide/messages.js";
import styles from "./room-notify-dialog.module.css";

interface RoomNotifyDialogProps {
  room: Room;
  row: Pick<RoomRow, "kind" | "notify">;
  title: string;
  onClose: () => void;
}

/** What one wants to be told of a room; for all of one's devices. */
export const RoomNotifyDialog = ({ title, onClose, ...choice }: RoomNotifyDialogProps) => (
  <Dialog title={m.room_notify_title({ title })} description={m.room_notify_text()} onClose={onClose}>
    <Choice {...choice} />
  </Dialog>
);

function Choice({ room, row }: Pick<RoomNotifyDialogProps, "room" | "row">) {
  const close = useCloseDialog();
  const name = useId();
  const [chosen, setChosen] = useState(row.notify);
  const form = useForm({
    submit: async () => {
      if (chosen !== row.notify) await room.setNotify(chosen);
      close();
    },
  });
  return (
    <form onSubmit={form.onSubmit}>
      <FormError>{form.refusal}</FormError>
      <fieldset className={styles.choices}>
        <legend className={styles.legend}>{m.room_notify()}</legend>
        {optionsFor(row).map(({ value, label }) => (
          <label key={value} className={styles.choice}>
            <input type="radio" name={name} checked={value === chosen} onChange={() => setChosen(value)} />
            {label}
          </label>
        ))}
      </fieldset>
      <DialogActions>
        <CancelButton />
        <Button type="submit" look="primary" busy={form.busy}>
          {m.save()}
        </Button>
      </DialogActions>
    </form>
  );
}

/** In a conversation with the school nobody needs to be mentioned. */
function optionsFor({ kind }: Pick<RoomRow, "kind">): { value: Notify; label: string }[] {
  const all = { value: "all", label: m.room_notify_all() } as const;
  const nothing = { value: "nothing", label: m.room_notify_nothing() } as const;
  if (kind === "student") return [all, nothing];
  return [all, { value: "mentions", label: m.room_notify_mentions() }, nothing];
}
