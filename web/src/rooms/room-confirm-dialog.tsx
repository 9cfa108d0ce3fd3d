import type { Client } from "@encrptalk/client";
import type { RoomFacts } from "@encrptalk/protocol";
import { useLocation } from "wouter";
import { ConfirmDialog } from "../design/confirm-dialog.tsx";
import { m } from "../paraglide/messages.js";

interface RoomConfirmDialogProps {
  what: "archive" | "restore" | "leave";
  room: Pick<RoomFacts, "roomId" | "title">;
  client: Client;
  onClose: () => void;
}

export function RoomConfirmDialog({
  what,
  room: { roomId, title },
  client,
  onClose,
}: RoomConfirmDialogProps) {
  const [, navigate] = useLocation();
  if (what === "archive") {
    const archive = () => client.archiveRoom(roomId);
    return (
      <ConfirmDialog
        title={m.room_archive_title({ title })}
        action={m.room_archive()}
        onConfirm={archive}
        onClose={onClose}
      >
        {m.room_archive_text()}
      </ConfirmDialog>
    );
  }
  if (what === "restore") {
    const restore = () => client.restoreRoom(roomId);
    return (
      <ConfirmDialog
        title={m.room_restore_title({ title })}
        action={m.room_restore()}
        onConfirm={restore}
        onClose={onClose}
      >
        {m.room_restore_text()}
      </ConfirmDialog>
    );
  }
  const leave = async () => {
    await client.room(roomId).leave();
    navigate("/rooms");
  };
  return (
    <ConfirmDialog
      title={m.room_leave_title({ title })}
      action={m.room_leave()}
      danger
      onConfirm={leave}
      onClose={onClose}
    >
      {m.room_leave_text()}
    </ConfirmDialog>
  );
}
