import type { SearchPage } from "@encrptalk/protocol";
import type { Phrase } from "../store/search-index.ts";

type Filter = SearchPage["unknown"][number]["filter"];

/** What somebody typed, in its parts. */
export interface Typed {
  phrases: Phrase[];
  filters: { filter: Filter; value: string }[];
}

/** What phones make of a quotation mark and of a colon. */
const QUOTES = /[“”„‟«»＂]/g;
/** A filter with its value, a phrase, or a word; what is quoted and not ended goes on to the end. */
const PARTS =
  /(?<filter>from|in|class|before|after)[:：](?:"(?<quoted>[^"]*)"?|(?<plain>[^\s"]*))|"(?<phrase>[^"]*)"?(?<ending>\*?)|(?<word>[^\s"]+)/giu;

/** Takes apart what is typed into a search field. There is nothing that it does not take. */
export function parseQuery(text: string): Typed {
  const typed: Typed = { phrases: [], filters: [] };
  let lastWord: Phrase | null = null;
  for (const { groups = {} } of text.replace(QUOTES, '"').matchAll(PARTS)) {
    const { filter, quoted, plain, phrase, ending, word } = groups;
    const value = (quoted ?? plain ?? "").trim();
    if (word !== undefined) {
      lastWord = { text: word, prefix: word.endsWith("*") };
      typed.phrases.push(lastWord);
    } else if (phrase !== undefined) typed.phrases.push({ text: phrase, prefix: ending === "*" });
    // A filter that has just been begun does not filter yet.
    else if (value) typed.filters.push({ filter: filter?.toLowerCase() as Filter, value });
  }
  // It may still be being typed.
  if (lastWord) lastWord.prefix = true;
  return typed;
}
