/** One frame, either way, and one HTTP body: bytes of UTF-8. */
export const MAX_FRAME_BYTES = 65_536;
/** Characters of one message, counted as a person would (grapheme clusters). */
export const MAX_TEXT_CHARACTERS = 8_000;
/** Characters of a room's title, a person's name, a device's name. */
export const MAX_NAME_CHARACTERS = 100;
/** UTF-16 code units of the same, so that few characters cannot be many bytes. */
export const MAX_NAME_LENGTH = 400;
/** Programs that an account may have signed in at once. */
export const MAX_PROGRAMS_PER_ACCOUNT = 50;
/** Group rooms an account may be joined to at once, and rooms that one `sync` may name. */
export const MAX_ROOMS_PER_ACCOUNT = 500;
/** Connections of one account at once. */
export const MAX_CONNECTIONS_PER_ACCOUNT = 20;
/** Events in one page of history. */
export const MAX_PAGE_EVENTS = 200;
/** Missed events that a room is caught up with one by one; past it the room is `limited`. */
export const MAX_CATCH_UP_EVENTS = 200;
/** Recent events given on joining, and with a `limited` room. */
export const RECENT_EVENTS = 50;
/** People whose names one command may ask for. */
export const MAX_PEOPLE_PER_COMMAND = 200;
/** Rooms that one command may mark. */
export const MAX_MARKS_PER_COMMAND = 500;
/** Rooms with more members than this neither take delivered marks nor relay receipts and single presences. */
export const MAX_RECEIPT_MEMBERS = 100;
/** Rows of the desk in one page, one command or one catching up; past it the desk's list is to be asked for anew. */
export const MAX_DESK_ENTRIES = 200;
/** Accounts that one `people.changed` names; past it, all names are to be asked for again. */
export const MAX_CHANGED_PEOPLE = 500;
/** Accounts that one message may mention. */
export const MAX_MENTIONS = 50;
/** UTF-16 code units of a search as it is typed. */
export const MAX_SEARCH_LENGTH = 400;
/** A list of students to import: bytes of the request. */
export const MAX_ROSTER_BYTES = 8 * 1024 * 1024;
/** Students in one such list. */
export const MAX_ROSTER_ROWS = 50_000;
/** Verdicts that a dry run lists one by one. */
export const MAX_ROSTER_VERDICTS = 1_000;
/** The server beats this often. */
export const HEARTBEAT_MS = 25_000;
/** Without a word for two beats, and a little for the way, either side takes the connection for dead. */
export const MAX_SILENCE_MS = 2 * HEARTBEAT_MS + 5_000;
/** A typing mark lasts this long without renewal. */
export const TYPING_EXPIRES_MS = 5_000;
/** A person whose last device has gone stays online this long: a reload is not an absence. */
export const PRESENCE_GRACE_MS = 5_000;
/** Longest time an HTTP `sync` may wait for news. */
export const MAX_POLL_WAIT_MS = 25_000;
/** Shortest password. */
export const MIN_PASSWORD_CHARACTERS = 10;
/** Longest password: what argon2id is asked to hash. */
export const MAX_PASSWORD_CHARACTERS = 200;

/** Made when it is needed: a browser that has used nothing of `Intl` yet takes long for the first of it. */
let segmenter: Intl.Segmenter | undefined;

/** Whether `text` has at most `most` characters as a person counts them. Linear, and stops at the limit. */
export function fitsCharacters(text: string, most: number): boolean {
  if (text.length <= most) return true;
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  let count = 0;
  for (const _ of segmenter.segment(text)) if (++count > most) return false;
  return true;
}
