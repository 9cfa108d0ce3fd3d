import type { AccountId, RoomId, RoomKind } from "@encrptalk/protocol";
import type { Connection } from "../connection.ts";
import { isStaff } from "../entering.ts";
import { joinedRoomIds } from "../reads/joined-rooms.ts";
import type { Scope } from "./match-expression.ts";

/** Where somebody may read at this moment. */
export interface Reach {
  asker: AccountId;
  /** Of the staff, who may enter every conversation. */
  staff: boolean;
  joined: ReadonlySet<RoomId>;
}

export const reachOf = (db: Connection, asker: AccountId): Reach => ({
  asker,
  staff: isStaff(db, asker),
  joined: new Set(joinedRoomIds(db, asker)),
});

export const mayRead = ({ staff, joined }: Reach, roomId: RoomId, kind: RoomKind): boolean =>
  joined.has(roomId) || (staff && kind === "student");

export const wholeScope = ({ staff, joined }: Reach): Scope => ({
  rooms: [...joined],
  conversations: staff,
});
