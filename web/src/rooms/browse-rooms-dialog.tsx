import type { RoomFacts, RoomId } from "@encrptalk/protocol";
import { useCallback, useEffect, useState } from "preact/compat";
import { useLocation } from "wouter";
import { useObservable } from "../app/observe.ts";
import { useClient, useMe } from "../app/signed-in.ts";
import { usePages } from "../app/use-pages.ts";
import { Avatar } from "../design/avatar.tsx";
import { Button } from "../design/button.tsx";
import { Dialog, useCloseDialog } from "../design/dialog.tsx";
import { EmptyState } from "../design/empty-state.tsx";
import { LoadMore } from "../design/load-more.tsx";
import { Segments } from "../design/segments.tsx";
import { showToast } from "../design/toast.ts";
import { m } from "../paraglide/messages.js";
import { sentenceOf } from "../text/error-sentence.ts";
import styles from "./browse-rooms-dialog.module.css";

/** The rooms that can be joined; for staff also the archive. */
export function BrowseRoomsDialog({ onClose }: { onClose: () => void }) {
  const staff = useMe().role === "admin";
  const [archived, setArchived] = useState(false);
  return (
    <Dialog title={m.rooms_browse()} description={m.rooms_browse_text()} shape="wide" onClose={onClose}>
      {staff && (
        <Segments
          label={m.rooms_browse_which()}
          value={archived ? "archived" : "open"}
          options={[
            { value: "open", label: m.rooms_open() },
            { value: "archived", label: m.rooms_archived() },
          ]}
          onChange={(which) => setArchived(which === "archived")}
        />
      )}
      <RoomsOf key={String(archived)} archived={archived} />
    </Dialog>
  );
}

function RoomsOf({ archived }: { archived: boolean }) {
  const client = useClient();
  const load = useCallback(
    async (after: string | undefined) => {
      const page = await client.api.rooms({
        ...(after !== undefined && { after }),
        ...(archived && { archived }),
      });
      return { items: page.rooms, next: page.next };
    },
    [client, archived],
  );
  const { items, status, error, hasMore, loadMore, reload } = usePages(load);
  useEffect(() => client.onRoomChanged(reload), [client, reload]);

  if (status === "ready" && items.length === 0) {
    return <EmptyState title={archived ? m.rooms_archive_empty() : m.rooms_browse_empty()} />;
  }
  return (
    <div className={styles.scroller}>
      <ul>
        {items.map((room) => (
          <FoundRoom key={room.roomId} room={room} />
        ))}
      </ul>
      <LoadMore status={status} error={error} hasMore={hasMore} onLoad={loadMore} />
    </div>
  );
}

function FoundRoom({ room }: { room: RoomFacts }) {
  const client = useClient();
  const close = useCloseDialog();
  const [, navigate] = useLocation();
  const joined = useObservable(client.rooms).rows.some((row) => row.roomId === room.roomId);
  const [busy, setBusy] = useState(false);
  const run = async (action: (roomId: RoomId) => Promise<unknown>) => {
    setBusy(true);
    try {
      await action(room.roomId);
    } catch (error) {
      showToast({ title: sentenceOf(error), tone: "danger" });
    }
    setBusy(false);
  };
  const open = () => {
    close();
    navigate(`/rooms/${room.roomId}`);
  };
  const join = () =>
    run(async (roomId) => {
      await client.join(roomId);
      open();
    });
  return (
    <li className={styles.room}>
      <Avatar name={room.title} id={room.roomId} shape="room" />
      <div className={styles.facts}>
        <p className={styles.title} dir="auto">
          {room.title}
        </p>
        <p className={styles.members}>{m.members_count({ count: room.memberCount })}</p>
      </div>
      {room.archived && (
        <Button small busy={busy} onClick={() => void run((roomId) => client.restoreRoom(roomId))}>
          {m.room_restore()}
        </Button>
      )}
      {joined ? (
        <Button small look="quiet" onClick={open}>
          {m.room_open()}
        </Button>
      ) : (
        !room.archived && (
          <Button small look="primary" busy={busy} onClick={() => void join()}>
            {m.room_join()}
          </Button>
        )
      )}
    </li>
  );
}
