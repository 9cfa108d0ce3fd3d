/** What no id and no other text of a run contains. */
const MARK = "@@";
const DIGITS = 6;

/** Messages are numbered below this. */
export const MOST_MESSAGES = 10 ** DIGITS;

/** What people write: a sentence of ordinary length. */
const SENTENCE = "Could somebody please bring the projector to the library before the third lesson tomorrow?";

/** Carries the message's number, which stands for its intended send time: the generator has the schedule. */
export function stampOf(message: number): string {
  return MARK + String(message).padStart(DIGITS, "0");
}

/** The text of a message. All have the same length. */
export function textOf(message: number): string {
  return `${stampOf(message)} ${SENTENCE}`;
}

/** The number of the message that this frame carries, or -1 if it carries none. Cheap: runs for every delivery. */
export function messageIn(frame: string): number {
  const at = frame.indexOf(MARK);
  if (at < 0) return -1;
  let message = 0;
  for (let index = at + MARK.length; index < at + MARK.length + DIGITS; index += 1) {
    message = message * 10 + frame.charCodeAt(index) - 48;
  }
  return message;
}

/** The parts of a recorded frame around its stamp, so that other messages can be put into the same bytes. */
export function aroundStamp(frame: string): { before: string; after: string } {
  const at = frame.indexOf(MARK);
  return { before: frame.slice(0, at), after: frame.slice(at + MARK.length + DIGITS) };
}
