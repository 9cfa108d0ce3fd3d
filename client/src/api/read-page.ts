import type { EventsQuery, RoomId } from "@encrptalk/protocol";
import type { Http } from "../transport/http.ts";
import { type AnyEventPage, anyEventPageSchema } from "../wire/result.ts";

/** A page of a room's log, events of unknown types included. Rejects with `ProtocolError` or `NetworkError`. */
export const readEventPage = (
  http: Http,
  roomId: RoomId,
  query: Partial<EventsQuery>,
): Promise<AnyEventPage> =>
  http.request({
    method: "GET",
    path: `/api/rooms/${roomId}/events`,
    query: { ...query },
    result: anyEventPageSchema,
  });
