import {
  cursorQuerySchema,
  eventPageSchema,
  eventsQuerySchema,
  membersPageSchema,
  ProtocolError,
  type RoomId,
  roomIdSchema,
  roomsPageSchema,
  roomsQuerySchema,
} from "@encrptalk/protocol";
import { listMembers, listRooms, readEvents } from "../../../rooms/index.ts";
import type { Gateway } from "../../gateway.ts";
import { type Route, route } from "../route.ts";

export const roomRoutes = ({ rooms, largeReads }: Gateway): Route[] => [
  route({
    method: "GET",
    path: "/api/rooms",
    summary: "Group rooms that can be joined, by title; or, for administrators, the archived ones",
    access: "signed-in",
    query: roomsQuerySchema,
    result: roomsPageSchema,
    handle: async ({ actor, query }) => ({ result: await listRooms(rooms, actor, query) }),
  }),
  route({
    method: "GET",
    path: "/api/rooms/:roomId/events",
    summary: "A page of a room's log, oldest first: the newest, or before, after or around an event",
    access: "signed-in",
    query: eventsQuerySchema,
    result: eventPageSchema,
    handle: async ({ actor, params, query }) => ({
      result: await largeReads.take(actor, () => readEvents(rooms, actor, parseRoomId(params), query)),
    }),
  }),
  route({
    method: "GET",
    path: "/api/rooms/:roomId/members",
    summary: "A room's members by name, with who is online",
    access: "signed-in",
    query: cursorQuerySchema,
    result: membersPageSchema,
    handle: async ({ actor, params, query }) => ({
      result: await listMembers(rooms, actor, parseRoomId(params), query),
    }),
  }),
];

/** What cannot be an id is the id of nothing. */
function parseRoomId(params: Record<string, string>): RoomId {
  const parsed = roomIdSchema.safeParse(params.roomId);
  if (!parsed.success) throw new ProtocolError("room-not-found");
  return parsed.data;
}
