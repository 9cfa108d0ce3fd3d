import type { RoomId } from "@encrptalk/protocol";
import { ArrowLeft, DoorOpen } from "lucide";
import { useState } from "preact/compat";
import { useLocation } from "wouter";
import { PHONE, useMedia } from "../app/media.ts";
import header from "../app/pane-header.module.css";
import { useClient } from "../app/signed-in.ts";
import { useUsable } from "../app/usable.ts";
import { ConnectionStatus } from "../connection/connection-status.tsx";
import { Button, IconButton } from "../design/button.tsx";
import { EmptyState } from "../design/empty-state.tsx";
import styles from "../design/form.module.css";
import { FormError } from "../design/form-error.tsx";
import { Icon } from "../design/icon.tsx";
import { m } from "../paraglide/messages.js";
import { sentenceOf } from "../text/error-sentence.ts";

/** The address names a room that one is not in: left, removed from, or never joined. */
export function NotJoined({ roomId }: { roomId: RoomId }) {
  useUsable(true);
  const client = useClient();
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const phone = useMedia(PHONE);
  const join = async () => {
    setBusy(true);
    try {
      await client.join(roomId);
    } catch (error) {
      setRefusal(sentenceOf(error));
    }
    setBusy(false);
  };
  return (
    <>
      {phone && (
        <div className={header.header}>
          <IconButton
            label={m.back_to_rooms()}
            icon={<Icon of={ArrowLeft} size={20} className="directional" />}
            onClick={() => navigate("/rooms")}
          />
        </div>
      )}
      <EmptyState
        icon={<Icon of={DoorOpen} size={22} />}
        title={m.room_not_joined_title()}
        wholePage={phone}
        action={
          <div className={styles.form}>
            <Button look="primary" busy={busy} onClick={() => void join()}>
              {m.room_join()}
            </Button>
            <FormError>{refusal}</FormError>
          </div>
        }
      >
        {m.room_not_joined_text()}
      </EmptyState>
      <div className={header.footer}>
        <ConnectionStatus />
      </div>
    </>
  );
}
