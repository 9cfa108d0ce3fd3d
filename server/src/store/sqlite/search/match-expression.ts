import type { AccountId, RoomId } from "@encrptalk/protocol";
import type { Phrase } from "../../search-index.ts";
import { isSingle, wordsOf } from "./words.ts";

/** The words of a phrase, as the index has them. */
export interface Sought {
  tokens: readonly string[];
  /** The last of them may go on. */
  prefix: boolean;
}

/** What an unfinished word can become: all the words that begin so, or `null`, and FTS5 looks itself. */
export type Endings = (beginning: string) => readonly string[] | null;

/** Where it is looked, and whose messages. `null`: no such condition. */
export interface Narrowing {
  scope: Scope;
  senders: readonly AccountId[] | null;
  /** In these rooms or by these people. */
  classes: { rooms: readonly RoomId[]; people: readonly AccountId[] } | null;
}

/** Rooms one by one, and all conversations where `conversations` is set. */
export interface Scope {
  rooms: readonly RoomId[];
  conversations: boolean;
}

/** Beginnings are indexed from two letters on; a shorter one is a word. */
const SHORTEST_PREFIX = 2;

/** A phrase of nothing but punctuation has no words, and `null` is what it comes to. */
export function soughtIn({ text, prefix }: Phrase): Sought | null {
  const tokens = wordsOf(text.normalize("NFC")).map(({ token }) => token);
  const last = tokens.at(-1);
  if (last === undefined) return null;
  return { tokens, prefix: prefix && !isSingle(last) && [...last].length >= SHORTEST_PREFIX };
}

/** Ids as the tokens of the index's columns: letters and digits of one case, which nothing splits or folds. */
export const roomToken = (roomId: RoomId): string => `r${hex(roomId)}`;
export const senderToken = (accountId: AccountId): string => `a${hex(accountId)}`;
/** Of every student room, beside its own. */
export const CONVERSATIONS_TOKEN = "conversations";

const hex = (id: string): string => new TextEncoder().encode(id).toHex();

/**
 * What FTS5 is asked. Everything stands in quotes, and tokens have none, so that nothing typed is ever an operator.
 * `null`: a condition that nothing can fulfil.
 */
export function matchExpression(
  sought: readonly Sought[],
  { scope, senders, classes }: Narrowing,
  endings: Endings,
): string | null {
  const scopeTokens = scope.rooms.map(roomToken);
  if (scope.conversations) scopeTokens.push(CONVERSATIONS_TOKEN);
  const conditions = [
    ...sought.map((phrase) => phraseIn(phrase, endings)),
    anyOf("scope", scopeTokens),
    ...(senders ? [anyOf("sender", senders.map(senderToken))] : []),
    ...(classes
      ? [
          either(
            anyOf("scope", classes.rooms.map(roomToken)),
            anyOf("sender", classes.people.map(senderToken)),
          ),
        ]
      : []),
  ];
  return conditions.includes(null) ? null : conditions.map((condition) => `(${condition})`).join(" AND ");
}

/** FTS5 leaps from match to match of a whole word, where of a beginning it first has to put all matches together. */
function phraseIn({ tokens, prefix }: Sought, endings: Endings): string | null {
  const words = prefix ? endings(tokens.at(-1) ?? "") : null;
  if (words === null) return `${textHas(tokens)}${prefix ? " *" : ""}`;
  const phrases = words.map((word) => `"${[...tokens.slice(0, -1), word].join(" ")}"`);
  return phrases.length === 0 ? null : `text : (${phrases.join(" OR ")})`;
}

/** That these words stand next to each other in the text. */
export const textHas = (tokens: readonly string[]): string => `text : "${tokens.join(" ")}"`;

const anyOf = (column: string, tokens: readonly string[]): string | null =>
  tokens.length === 0 ? null : `${column} : (${tokens.map((token) => `"${token}"`).join(" OR ")})`;

const either = (one: string | null, other: string | null): string | null =>
  one && other ? `${one} OR ${other}` : (one ?? other);
