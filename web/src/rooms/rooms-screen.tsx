import type { RoomId, RoomKind } from "@encrptalk/protocol";
import { MessagesSquare } from "lucide";
import { Suspense, useState } from "preact/compat";
import { useMedia, WIDE } from "../app/media.ts";
import { useSelected } from "../app/observe.ts";
import { Panes } from "../app/panes.tsx";
import { part } from "../app/part.ts";
import { useClient, useMe } from "../app/signed-in.ts";
import { EmptyState } from "../design/empty-state.tsx";
import { Icon } from "../design/icon.tsx";
import { m } from "../paraglide/messages.js";
import { AfterThread } from "../thread/after-thread.tsx";
import { ThreadHeader } from "../thread/thread-header.tsx";
import { ThreadPane } from "../thread/thread-pane.tsx";
import { NotJoined } from "./not-joined.tsx";
import { RoomListPane } from "./room-list-pane.tsx";

const MembersPanel = part(async () => (await import("../members/members-panel.tsx")).MembersPanel);
const MembersDialog = part(async () => (await import("../members/members-dialog.tsx")).MembersDialog);

/** The list of rooms, and the one that the address names. */
export function RoomsScreen({ roomId }: { roomId: string | undefined }) {
  const wide = useMedia(WIDE);
  const staff = useMe().role === "admin";
  const [membersBeside, setMembersBeside] = useState(staff);
  const [membersAbove, setMembersAbove] = useState(false);
  const chosen = roomId as RoomId | undefined;
  const kind = useKind(chosen);
  const joined = kind === undefined ? undefined : kind !== null;
  // Of the school's side of a conversation a student sees who writes, and no list.
  const showMembers = chosen !== undefined && kind === "group";
  return (
    <>
      <Panes
        showing={chosen === undefined ? "list" : "main"}
        listLabel={m.navigation_rooms()}
        list={<RoomListPane selected={chosen} />}
        main={
          chosen === undefined ? (
            <EmptyState icon={<Icon of={MessagesSquare} size={22} />} title={m.rooms_none_chosen_title()}>
              {m.rooms_none_chosen_text()}
            </EmptyState>
          ) : joined === false ? (
            <NotJoined key={chosen} roomId={chosen} />
          ) : (
            <ThreadPane
              roomId={chosen}
              leaveTo="/rooms"
              header={
                <ThreadHeader
                  membersShown={wide ? membersBeside : membersAbove}
                  onShowMembers={() => (wide ? setMembersBeside(!membersBeside) : setMembersAbove(true))}
                />
              }
            />
          )
        }
        detailsLabel={m.members_title()}
        details={
          showMembers && wide && membersBeside ? (
            <Suspense fallback={null}>
              <AfterThread of={chosen}>
                <MembersPanel key={chosen} roomId={chosen} />
              </AfterThread>
            </Suspense>
          ) : undefined
        }
      />
      {showMembers && !wide && membersAbove && (
        <Suspense fallback={null}>
          <MembersDialog roomId={chosen} onClose={() => setMembersAbove(false)} />
        </Suspense>
      )}
    </>
  );
}

/** Of the room, if one is in it; `null`: one is not, `undefined`: it is not known yet. */
function useKind(roomId: RoomId | undefined): RoomKind | null | undefined {
  return useSelected(useClient().rooms, ({ loaded, rows }) => {
    const row = rows.find((one) => one.roomId === roomId);
    return row?.kind ?? (loaded ? null : undefined);
  });
}
