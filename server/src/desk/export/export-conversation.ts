import {
  type AccountId,
  type EventPage,
  MAX_PAGE_EVENTS,
  type Person,
  ProtocolError,
  type Receipt,
  type RoomId,
  type StudentDetails,
  type Timestamp,
} from "@encrptalk/protocol";
import { entryOf } from "../../audit/index.ts";
import { type Rooms, readEvents, type Staff } from "../../rooms/index.ts";
import { conversationAsHtml } from "./as-html.ts";
import { conversationAsJson } from "./as-json.ts";
import { type Moments, momentsIn } from "./moments.ts";

/** A conversation as it is written down. */
export interface ConversationRecord {
  school: string;
  exportedAt: Timestamp;
  timeZone: string;
  moments: Moments;
  student: StudentDetails["entry"]["student"];
  conversation: NonNullable<StudentDetails["entry"]["conversation"]>;
  /** Of the student and the staff. */
  receipts: readonly Receipt[];
  /** Those who have receipts. */
  readers: readonly Person[];
  /** The whole log, oldest first. */
  pages: AsyncIterable<EventPage>;
}

const WRITERS = { html: conversationAsHtml, json: conversationAsJson } as const;

/**
 * The whole of a student's conversation, piece by piece, so that a long one is never in memory at once. Who may not
 * read it any more while it is written gets no more of it. Written down first. Errors: `not-found` for who is no student
 * or has none, `account-deactivated`.
 */
export async function exportConversation(
  rooms: Rooms,
  staff: Staff,
  studentId: AccountId,
  { format, school, timeZone }: { format: keyof typeof WRITERS; school: string; timeZone: string },
): Promise<{ name: string; text: AsyncIterable<string> }> {
  const { store, clock } = rooms;
  const details = await store.studentDetails(staff.accountId, studentId);
  if (!details?.entry.conversation) throw new ProtocolError("not-found");
  const { student, conversation } = details.entry;
  const audited = { kind: "conversation.exported", details: { format } } as const;
  const entry = entryOf(rooms, staff, audited, studentId);
  await store.sql.record({ ...entry, roomId: conversation.roomId });
  const receipts = await store.receipts(staff.accountId, conversation.roomId);
  const readers = await store.people(
    staff.accountId,
    receipts.map(({ accountId }) => accountId),
  );
  const moments = momentsIn(timeZone);
  const exportedAt = clock.now();
  const pages = pagesOf(rooms, staff, conversation.roomId);
  const text = WRITERS[format]({
    ...{ school, exportedAt, timeZone, moments },
    ...{ student, conversation, receipts, readers, pages },
  });
  return { name: `conversation-${student.rollId}-${moments(exportedAt).date}.${format}`, text };
}

async function* pagesOf(rooms: Rooms, staff: Staff, roomId: RoomId): AsyncGenerator<EventPage> {
  for (let after: number | undefined = 0; after !== undefined; ) {
    const page: EventPage = (await readEvents(rooms, staff, roomId, { after, limit: MAX_PAGE_EVENTS })).value;
    yield page;
    after = page.events.at(-1)?.seq;
  }
}
