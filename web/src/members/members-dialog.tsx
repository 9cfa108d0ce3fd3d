import type { RoomId } from "@encrptalk/protocol";
import { Dialog } from "../design/dialog.tsx";
import { m } from "../paraglide/messages.js";
import { MembersList } from "./members-list.tsx";

/** Who is in the room, over the thread where there is no room for a third column. */
export const MembersDialog = ({ roomId, onClose }: { roomId: RoomId; onClose: () => void }) => (
  <Dialog title={m.members_title()} shape="side" onClose={onClose}>
    <MembersList roomId={roomId} />
  </Dialog>
);
