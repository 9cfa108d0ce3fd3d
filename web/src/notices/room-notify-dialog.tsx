import type { Room, RoomRow } from "@encrptalk/client";
import type { Notify } from "@encrptalk/protocol";
import { useId, useState } from "react";
import { Dialog, useCloseDialog } from "../design/dialog.tsx";
import { FormError } from "../design/form-error.tsx";
import { m } from "../paraglide/messages.js";
import { sentenceOf } from "../text/error-sentence.ts";
import styles from "./room-notify-dialog.module.css";

interface RoomNotifyDialogProps {
  room: Room;
  row: Pick<RoomRow, "kind" | "notify">;
  title: string;
  onClose: () => void;
}

/** What one wants to be told of a room; chosen at once, for all of one's devices. */
export const RoomNotifyDialog = ({ title, onClose, ...choice }: RoomNotifyDialogProps) => (
  <Dialog title={m.room_notify_title({ title })} description={m.room_notify_text()} onClose={onClose}>
    <Choice {...choice} />
  </Dialog>
);

function Choice({ room, row }: Pick<RoomNotifyDialogProps, "room" | "row">) {
  const close = useCloseDialog();
  const name = useId();
  const [chosen, setChosen] = useState(row.notify);
  const [refusal, setRefusal] = useState<string>();
  const choose = async (notify: Notify) => {
    setChosen(notify);
    setRefusal(undefined);
    try {
      await room.setNotify(notify);
      close();
    } catch (error) {
      setChosen(row.notify);
      setRefusal(sentenceOf(error));
    }
  };
  return (
    <>
      <FormError>{refusal}</FormError>
      <fieldset className={styles.choices}>
        <legend className={styles.legend}>{m.room_notify()}</legend>
        {optionsFor(row).map(({ value, label }) => (
          <label key={value} className={styles.choice}>
            <input
              type="radio"
              name={name}
              checked={value === chosen}
              onChange={() => setChosen(value)}
              onClick={() => void choose(value)}
            />
            {label}
          </label>
        ))}
      </fieldset>
    </>
  );
}

/** In a conversation with the school nobody needs to be mentioned. */
function optionsFor({ kind }: Pick<RoomRow, "kind">): { value: Notify; label: string }[] {
  const all = { value: "all", label: m.room_notify_all() } as const;
  const nothing = { value: "nothing", label: m.room_notify_nothing() } as const;
  if (kind === "student") return [all, nothing];
  return [all, { value: "mentions", label: m.room_notify_mentions() }, nothing];
}
