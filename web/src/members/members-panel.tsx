import type { RoomId } from "@encrptalk/protocol";
import header from "../app/pane-header.module.css";
import { m } from "../paraglide/messages.js";
import { MembersList } from "./members-list.tsx";

/** Who is in the room: the third column. */
export const MembersPanel = ({ roomId }: { roomId: RoomId }) => (
  <>
    <header className={`${header.header} ${header.ruled}`}>
      <h2 className={header.title}>{m.members_title()}</h2>
    </header>
    <MembersList roomId={roomId} />
  </>
);
