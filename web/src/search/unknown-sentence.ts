import type { SearchPage } from "@encrptalk/protocol";
import { m } from "../paraglide/messages.js";

type Unknown = SearchPage["unknown"][number];

/** Says of a filter that there is nothing by its value. */
export function unknownSentence({ filter, value }: Unknown, staff: boolean): string {
  switch (filter) {
    case "from":
      return m.search_unknown_from({ value });
    case "in":
      return staff ? m.search_unknown_in_staff({ value }) : m.search_unknown_in({ value });
    case "class":
      return m.search_unknown_class({ value });
    case "before":
    case "after":
      return m.search_unknown_date({ value });
  }
}

/** What to do about it. */
export const unknownAdvice = ({ filter }: Unknown): string =>
  filter === "before" || filter === "after"
    ? m.search_unknown_date_text()
    : m.search_unknown_text({ filter: `${filter}:` });
