import type { RoomId } from "@encrptalk/protocol";
import { Compass, LogOut, MessagesSquare, Plus, Search, Settings } from "lucide";
import { memo, Suspense, useState } from "preact/compat";
import { useLocation } from "wouter";
import { useObservable } from "../app/observe.ts";
import header from "../app/pane-header.module.css";
import { part } from "../app/part.ts";
import { useClient, useSignedIn } from "../app/signed-in.ts";
import { useUsableList } from "../app/usable.ts";
import { ConnectionStatus } from "../connection/connection-status.tsx";
import { Avatar } from "../design/avatar.tsx";
import { Button, IconButton } from "../design/button.tsx";
import { EmptyState } from "../design/empty-state.tsx";
import { Icon } from "../design/icon.tsx";
import { MenuButton } from "../design/menu.tsx";
import { SearchField } from "../design/search-field.tsx";
import { m } from "../paraglide/messages.js";
import { askToSignOut } from "../settings/sign-out.ts";
import { RoomList } from "./room-list.tsx";
import styles from "./room-list-pane.module.css";
import { RoomListSkeleton } from "./room-list-skeleton.tsx";
import { SchoolEntry } from "./school-entry.tsx";

const BrowseRoomsDialog = part(async () => (await import("./browse-rooms-dialog.tsx")).BrowseRoomsDialog);
const CreateRoomDialog = part(async () => (await import("./title-dialogs.tsx")).CreateRoomDialog);

/** The joined rooms, a way to find one, and the ways to more of them. */
export function RoomListPane({ selected }: { selected: RoomId | undefined }) {
  const { school, me } = useSignedIn();
  const { loaded, rows: all } = useObservable(useClient().rooms);
  useUsableList(loaded, selected === undefined);
  const [search, setSearch] = useState("");
  const [dialog, setDialog] = useState<"browse" | "create" | null>(null);
  const wanted = search.trim().toLocaleLowerCase();
  const rows = all.filter((row) => row.kind === "group");
  const found = wanted === "" ? rows : rows.filter((row) => row.title.toLocaleLowerCase().includes(wanted));
  const staff = me.role === "admin";
  const conversation = all.find((row) => row.kind === "student") ?? null;
  const showsSchool = !staff && loaded && school.toLocaleLowerCase().includes(wanted);

  return (
    <>
      <ListHeader onDialog={setDialog} />
      <SearchField
        id="room-search"
        className={styles.search}
        label={m.rooms_search()}
        value={search}
        onChange={setSearch}
      />
      {showsSchool && (
        <SchoolEntry
          row={conversation}
          selected={selected !== undefined && selected === conversation?.roomId}
        />
      )}
      {!loaded && rows.length === 0 ? (
        <RoomListSkeleton />
      ) : rows.length === 0 ? (
        <EmptyState
          icon={<Icon of={MessagesSquare} size={22} />}
          title={m.rooms_empty_title()}
          action={<Button onClick={() => setDialog("browse")}>{m.rooms_browse()}</Button>}
        >
          {m.rooms_empty_text()}
        </EmptyState>
      ) : found.length === 0 ? (
        <EmptyState title={m.rooms_not_found({ search })}>{m.rooms_not_found_text()}</EmptyState>
      ) : (
        <RoomList rows={found} selected={selected} />
      )}
      {selected === undefined && (
        <footer className={header.footer}>
          <ConnectionStatus />
        </footer>
      )}
      <Suspense fallback={null}>
        {dialog === "browse" && <BrowseRoomsDialog onClose={() => setDialog(null)} />}
        {dialog === "create" && <CreateRoomDialog onClose={() => setDialog(null)} />}
      </Suspense>
    </>
  );
}

interface ListHeaderProps {
  onDialog: (dialog: "browse" | "create") => void;
}

const ListHeader = memo(function ListHeader({ onDialog }: ListHeaderProps) {
  const { school, me } = useSignedIn();
  const [, navigate] = useLocation();
  const staff = me.role === "admin";
  return (
    <header className={header.header}>
      <h1 className={header.title} dir="auto">
        {school}
      </h1>
      {!staff && (
        <IconButton
          label={m.search_label()}
          icon={<Icon of={Search} size={20} />}
          onClick={() => navigate("/search")}
        />
      )}
      <IconButton
        label={m.rooms_browse()}
        icon={<Icon of={Compass} size={20} />}
        onClick={() => onDialog("browse")}
      />
      {staff && (
        <IconButton
          label={m.room_create()}
          icon={<Icon of={Plus} size={20} />}
          onClick={() => onDialog("create")}
        />
      )}
      {!staff && (
        <MenuButton
          label={m.account_menu({ name: me.name })}
          icon={<Avatar name={me.name} id={me.accountId} size="small" />}
          items={() => [
            {
              label: m.navigation_settings(),
              icon: <Icon of={Settings} size={18} />,
              onSelect: () => navigate("/settings"),
            },
            { label: m.sign_out(), icon: <Icon of={LogOut} size={18} />, onSelect: () => askToSignOut() },
          ]}
        />
      )}
    </header>
  );
});
