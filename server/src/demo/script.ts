import { EVERYBODY, type PersonKey } from "./people.ts";

/** Counted back from the first start in school days (1: the last one before that day), at a time of day. */
export interface Moment {
  day: number;
  at: `${number}:${number}`;
}

interface Line {
  who: PersonKey;
  /** Minutes after the line before; by default as long as it takes to read that one and write this one. */
  after?: number;
}

export interface Message extends Line {
  type: "message";
  /** `{day 2}` becomes the name of the weekday two school days before the first start, `{day -2}` of that after. */
  text: string;
  /** A name for others to answer `to`. */
  as?: string;
  to?: string;
  /** The text it is edited to soon after. */
  edited?: string;
  deleted?: boolean;
}

export interface Act extends Line {
  type: "join" | "leave" | "archive" | "close";
}

export interface Renaming extends Line {
  type: "rename";
  title: string;
}

export type ScriptLine = Message | Act | Renaming;

/** Lines close together in time: from a moment on, or so that the last one is some minutes old. */
export type Scene = { lines: readonly ScriptLine[] } & ({ from: Moment } | { endsMinutesAgo: number });

/** A room and all that happened in it. */
export type Conversation = GroupConversation | StudentConversation;

interface Setting {
  opened: Moment;
  openedBy: PersonKey;
  scenes: readonly Scene[];
  /** How many of the last messages these have not read; all others are up to date, or nearly. */
  unread: Partial<Record<PersonKey, number>>;
}

export interface GroupConversation extends Setting {
  title: string;
  isDefault?: boolean;
  /** Who joins when it opens. */
  members: readonly PersonKey[];
}

/** Between one student and the staff. */
export interface StudentConversation extends Setting {
  student: PersonKey;
}

/** What a conversation is called where something is wrong with it. */
export const nameOf = (conversation: Conversation): string =>
  "title" in conversation ? conversation.title : `the conversation with ${conversation.student}`;

type Voice = (text: string, more?: Pick<Message, "after" | "as" | "to" | "edited" | "deleted">) => Message;

/** `voices.asha("Hello")` is a line of a scene. */
export const voices = Object.fromEntries(
  EVERYBODY.map((who): [PersonKey, Voice] => [
    who,
    (text, more) => ({ type: "message", who, text, ...more }),
  ]),
) as Record<PersonKey, Voice>;

export const joins = (who: PersonKey): Act => ({ type: "join", who });
export const leaves = (who: PersonKey, after: number): Act => ({ type: "leave", who, after });
export const archives = (who: PersonKey, after: number): Act => ({ type: "archive", who, after });
export const closes = (who: PersonKey, after: number): Act => ({ type: "close", who, after });
export const renames = (who: PersonKey, title: string): Renaming => ({ type: "rename", who, title });

export const scene = (day: number, at: Moment["at"], lines: readonly ScriptLine[]): Scene => ({
  from: { day, at },
  lines,
});

/** The latest scene of a room: its last line is `endsMinutesAgo` old at the first start. */
export const lately = (endsMinutesAgo: number, lines: readonly ScriptLine[]): Scene => ({
  endsMinutesAgo,
  lines,
});
