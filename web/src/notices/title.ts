import { m } from "../paraglide/messages.js";
import { badgeCount } from "../text/lists.ts";

interface TitleFacts {
  unread: number;
  /** The room that is open, if any. */
  place: string | undefined;
  school: string;
}

/** The tab's title: "(3) Maths 8B · Hill School". */
export function titleOf({ unread, place, school }: TitleFacts): string {
  const name = place === undefined ? school : m.title_place({ place, school });
  return unread === 0 ? name : m.title_unread({ count: badgeCount(unread), name });
}
