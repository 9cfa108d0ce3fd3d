import * as z from "zod/mini";
import { conversationStatusSchema } from "./conversation.ts";
import { accountIdSchema, positionSchema, roomIdSchema, seqSchema, timestampSchema } from "./ids.ts";
import { MAX_DESK_ENTRIES } from "./limits.ts";
import { notifySchema } from "./notify.ts";
import { accountStatusSchema } from "./person-record.ts";
import { pageSize } from "./query.ts";

/** The last message of a conversation, as a list shows it. */
export const lastMessageSchema = z.object({
  seq: seqSchema,
  number: z.int(),
  at: timestampSchema,
  senderId: accountIdSchema,
  /** Its beginning; `null` when it is deleted or encrypted. */
  text: z.nullable(z.string()),
});

/** A student in the desk's list: what is the same for all of the staff. */
export const deskRowSchema = z.object({
  student: z.object({
    accountId: accountIdSchema,
    name: z.string(),
    email: z.string(),
    rollId: z.string(),
    className: z.string(),
  }),
  /** `null`: New, there has never been one. */
  conversation: z.nullable(
    z.object({
      roomId: roomIdSchema,
      status: conversationStatusSchema,
      startedAt: timestampSchema,
      messageCount: z.int(),
      lastMessage: z.nullable(lastMessageSchema),
      /** When the student wrote what no staff has answered yet; `null`: nobody waits. Shared by the staff. */
      waitingSince: z.nullable(timestampSchema),
    }),
  ),
  /** `false`: deactivated, and so in no list any more. */
  listed: z.boolean(),
  /** Of the row's last change, in the desk's feed. */
  position: positionSchema,
});
export type DeskRow = z.infer<typeof deskRowSchema>;

/** A row with what is the asker's own. */
export const deskEntrySchema = z.object({
  ...deskRowSchema.shape,
  /** The asker's read mark; unread = `messageCount` − `read`. */
  read: z.int(),
  notify: notifySchema,
  /** When it was asked. */
  online: z.boolean(),
});
export type DeskEntry = z.infer<typeof deskEntrySchema>;

/** Rows by name: those that a client heard of without having them, or whose presence it has forgotten. */
export const getDeskSchema = z.strictObject({
  type: z.literal("desk.get"),
  studentIds: z.array(accountIdSchema).check(z.maxLength(MAX_DESK_ENTRIES)),
});
export type GetDesk = z.infer<typeof getDeskSchema>;
/** Ids that are no student's are left out. */
export const gotDeskSchema = z.object({ entries: z.array(deskEntrySchema) });

export const deskFilterSchema = z.enum(["all", "unread", "active", "closed", "new"]);
export type DeskFilter = z.infer<typeof deskFilterSchema>;

export const deskQuerySchema = z.strictObject({
  filter: z._default(deskFilterSchema, "all"),
  className: z.optional(z.string().check(z.maxLength(400))),
  /** Part of a name, an e-mail address or a roll ID; see `foldText`. */
  search: z.optional(z.string().check(z.maxLength(100))),
  /** `next` of the page before. */
  after: z.optional(z.string().check(z.maxLength(400))),
  limit: pageSize(MAX_DESK_ENTRIES, 50),
});
export type DeskQuery = z.infer<typeof deskQuerySchema>;

/** In the order of `compareDeskEntries`. */
export const deskPageSchema = z.object({
  entries: z.array(deskEntrySchema),
  /** How many match, over all pages. */
  total: z.int(),
  next: z.nullable(z.string()),
});
export type DeskPage = z.infer<typeof deskPageSchema>;

/** How many listed students each filter has, for the asker. */
export const deskCountsSchema = z.object({
  all: z.int(),
  unread: z.int(),
  active: z.int(),
  closed: z.int(),
  new: z.int(),
  /** Conversations in which a student waits for an answer, and since when the first of them does. */
  waiting: z.int(),
  longestWaitingSince: z.nullable(timestampSchema),
});
export type DeskCounts = z.infer<typeof deskCountsSchema>;

export const deskOverviewSchema = z.object({
  ...deskCountsSchema.shape,
  studentsOnline: z.int(),
  /** Of the conversations first answered in the last 30 days. */
  medianFirstResponseMs: z.nullable(z.int()),
  /** The last 30 days of the school's time zone, oldest first, today included: messages in student rooms. */
  days: z.array(z.object({ day: z.iso.date(), fromStudents: z.int(), fromStaff: z.int() })),
});
export type DeskOverview = z.infer<typeof deskOverviewSchema>;

/** What the pane beside a conversation shows. */
export const studentDetailsSchema = z.object({
  entry: deskEntrySchema,
  accountStatus: accountStatusSchema,
  createdAt: timestampSchema,
  lastSeenAt: z.nullable(timestampSchema),
  /** Signed-in devices. */
  devices: z.int(),
  startedBy: z.nullable(accountIdSchema),
  /** From the student's first message to the first answer. */
  firstResponseMs: z.nullable(z.int()),
});
export type StudentDetails = z.infer<typeof studentDetailsSchema>;

/** The classes that listed students are in, by name. */
export const classesSchema = z.object({
  classes: z.array(z.object({ className: z.string(), students: z.int() })),
});
export type Classes = z.infer<typeof classesSchema>;
