import type { RoomId } from "@encrptalk/protocol";
import { Archive, ArchiveRestore, ArrowLeft, Bell, BellOff, DoorOpen, Ellipsis, Pencil, Users } from "lucide";
import { Suspense, useCallback, useLayoutEffect, useState } from "preact/compat";
import { useLocation } from "wouter";
import { PHONE, useMedia } from "../app/media.ts";
import header from "../app/pane-header.module.css";
import { part } from "../app/part.ts";
import { useClient, useMe } from "../app/signed-in.ts";
import { Avatar } from "../design/avatar.tsx";
import { IconButton } from "../design/button.tsx";
import { classes } from "../design/classes.ts";
import { Icon } from "../design/icon.tsx";
import { MenuButton, type MenuItem } from "../design/menu.tsx";
import { m } from "../paraglide/messages.js";
import { SchoolAvatar } from "../rooms/school-avatar.tsx";
import { numberOf } from "../text/lists.ts";
import { useThread, useThreadRow } from "./thread-context.ts";
import styles from "./thread-header.module.css";

const RenameRoomDialog = part(async () => (await import("../rooms/title-dialogs.tsx")).RenameRoomDialog);
const RoomNotifyDialog = part(
  async () => (await import("../notices/room-notify-dialog.tsx")).RoomNotifyDialog,
);
const RoomConfirmDialog = part(
  async () => (await import("../rooms/room-confirm-dialog.tsx")).RoomConfirmDialog,
);

type RoomDialog = "notify" | "rename" | "archive" | "restore" | "leave";

interface ThreadHeaderProps {
  membersShown: boolean;
  onShowMembers: () => void;
}

export function ThreadHeader({ membersShown, onShowMembers }: ThreadHeaderProps) {
  const { room, title } = useThread();
  const row = useThreadRow();
  const client = useClient();
  const staff = useMe().role === "admin";
  const phone = useMedia(PHONE);
  const Heading = phone ? "h1" : "h2";
  const [, navigate] = useLocation();
  const { roomId } = row;
  const [asked, setAsked] = useState<{ of: RoomId; dialog: RoomDialog } | null>(null);
  const dialog = asked?.of === roomId ? asked.dialog : null;
  const setDialog = (next: RoomDialog) => setAsked({ of: roomId, dialog: next });
  const close = useCallback(() => setAsked(null), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it ends with the room
  useLayoutEffect(() => close, [roomId, close]);

  const menu = (): MenuItem[] => {
    const items: MenuItem[] = [
      {
        label: m.room_notify(),
        icon: <Icon of={row.notify === "nothing" ? BellOff : Bell} size={18} />,
        onSelect: () => setDialog("notify"),
      },
    ];
    if (row.kind === "student") return items;
    if (staff) {
      items.push({
        label: m.room_rename_action(),
        icon: <Icon of={Pencil} size={18} />,
        onSelect: () => setDialog("rename"),
      });
      items.push(
        row.archived
          ? {
              label: m.room_restore(),
              icon: <Icon of={ArchiveRestore} size={18} />,
              onSelect: () => setDialog("restore"),
            }
          : {
              label: m.room_archive(),
              icon: <Icon of={Archive} size={18} />,
              onSelect: () => setDialog("archive"),
            },
      );
    }
    items.push({
      label: m.room_leave(),
      icon: <Icon of={DoorOpen} size={18} />,
      danger: true,
      onSelect: () => setDialog("leave"),
    });
    return items;
  };

  return (
    <header className={classes(header.header, header.ruled, styles.header)}>
      {phone && (
        <IconButton
          label={m.back_to_rooms()}
          icon={<Icon of={ArrowLeft} size={20} className="directional" />}
          onClick={() => navigate("/rooms")}
        />
      )}
      {row.kind === "student" ? <SchoolAvatar /> : <Avatar name={title} id={row.roomId} shape="room" />}
      <div className={styles.names}>
        <Heading className={styles.title} dir="auto">
          {title}
        </Heading>
        <p className={styles.facts}>
          {row.kind === "student" ? (
            m.student_thread_facts()
          ) : (
            <>
              {m.members_count({ count: row.memberCount })}
              {" · "}
              {m.members_online({ count: numberOf(row.online) })}
            </>
          )}
        </p>
      </div>
      {row.kind === "group" && (
        <IconButton
          label={membersShown ? m.members_hide() : m.members_show()}
          icon={<Icon of={Users} size={20} />}
          aria-pressed={membersShown}
          onClick={onShowMembers}
        />
      )}
      <MenuButton key={roomId} label={m.room_menu()} icon={<Icon of={Ellipsis} size={20} />} items={menu} />
      <Suspense fallback={null}>
        {dialog === "notify" && <RoomNotifyDialog room={room} row={row} title={title} onClose={close} />}
        {dialog === "rename" && <RenameRoomDialog room={row} onClose={close} />}
        {(dialog === "archive" || dialog === "restore" || dialog === "leave") && (
          <RoomConfirmDialog what={dialog} room={row} client={client} onClose={close} />
        )}
      </Suspense>
    </header>
  );
}
