import type { RoomRow } from "@encrptalk/client";
import type { Me } from "@encrptalk/protocol";

/** The address of a room: the staff find a student's conversation at their desk. */
export const threadPath = (
  { roomId, conversation }: Pick<RoomRow, "roomId" | "conversation">,
  { role }: Pick<Me, "role">,
): string =>
  role === "admin" && conversation !== null ? `/messages/${conversation.studentId}` : `/rooms/${roomId}`;
