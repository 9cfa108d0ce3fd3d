import { type AccountId, foldText, MAX_MENTIONS } from "@encrptalk/protocol";

/** Somebody who can be mentioned. */
export interface Named {
  accountId: AccountId;
  name: string;
}

/** An `@` with the letters after it, up to where the person writes. */
export interface MentionStart {
  /** Where the `@` stands, in UTF-16 units. */
  from: number;
  query: string;
}

const STARTED = /(?<![\p{L}\p{N}@._-])@([\p{L}\p{N}][^\n@]{0,60})$/u;
const WORD = /[\p{L}\p{N}]/u;

/** The mention that is being written just before `caret`; `null`: none. */
export function mentionBefore(text: string, caret: number): MentionStart | null {
  const found = STARTED.exec(text.slice(0, caret));
  return found?.[1] === undefined ? null : { from: found.index, query: found[1] };
}

/** Whether a name, or one of its words, begins like this. */
export function beginsLike(name: string, query: string): boolean {
  const [folded, wanted] = [foldText(name), foldText(query)];
  return folded.startsWith(wanted) || folded.split(/[\s-]+/).some((word) => word.startsWith(wanted));
}

/** The text with the name in the place of what was begun, and where one goes on writing. */
export function completed(text: string, { from, query }: MentionStart, name: string) {
  const before = `${text.slice(0, from)}@${name} `;
  return { text: before + text.slice(from + 1 + query.length).replace(/^ /, ""), caret: before.length };
}

/** Whom a text names with an `@`, each once; where two have the same name, the one that comes first in `people`. */
export function mentionedIn(text: string, people: readonly Named[]): AccountId[] {
  // “@Ann Lee” names Ann Lee, and not Ann.
  const longestFirst = [...people].sort((a, b) => b.name.length - a.name.length);
  const found = new Set<AccountId>();
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    const person = longestFirst.find(({ name }) => namesAt(text, at, name));
    if (person !== undefined) found.add(person.accountId);
  }
  return [...found].slice(0, MAX_MENTIONS);
}

/** The text cut where it names this person: every second part is such a mention. */
export function cutAtMentions(text: string, name: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    if (!namesAt(text, at, name)) continue;
    parts.push(text.slice(from, at), text.slice(at, at + 1 + name.length));
    from = at + 1 + name.length;
  }
  return [...parts, text.slice(from)];
}

function namesAt(text: string, at: number, name: string): boolean {
  const [before, after] = [text.slice(0, at).at(-1) ?? "", text.slice(at + 1 + name.length).at(0) ?? ""];
  return text.startsWith(name, at + 1) && !WORD.test(before) && !WORD.test(after);
}

/** As a content has them: none are left out. */
export const someMentions = (mentions: AccountId[]) => mentions.length > 0 && { mentions };
