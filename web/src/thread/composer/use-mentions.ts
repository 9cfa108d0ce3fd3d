import type { RoomId } from "@encrptalk/protocol";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "preact/compat";
import { useClient, useMe } from "../../app/signed-in.ts";
import { beginsLike, completed, mentionBefore, mentionedIn, type Named } from "./mentions.ts";

const PAGE = 200;
/** In a room with more people than this, those who come first by name can be mentioned. */
const MOST_PEOPLE = 2_000;
const MOST_SHOWN = 6;

export interface Mentions {
  /** Who fits what is being written; none: nothing is being mentioned. */
  found: readonly Named[];
  /** The one that Enter takes, by its place in `found`. */
  chosen: number;
  take: (person: Named) => void;
  /** The keys of the list, while it is open; what it has a use for is prevented from doing more. */
  onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  /** Whom a text mentions. */
  of: (text: string) => Named["accountId"][];
}

interface MentionOptions {
  roomId: RoomId;
  /** Nobody is mentioned where only one person and the school are. */
  enabled: boolean;
  text: string;
  /** Where the person writes, in UTF-16 units; `null`: elsewhere. */
  caret: number | null;
  /** Puts another text into the field, and the caret to where writing goes on. */
  onChange: (text: string, caret: number) => void;
  /** Who is mentioned already, in a message that is edited or answered. */
  known?: readonly Named[];
}

/** Offers the people of the room while an `@` is being written. */
export function useMentions({ roomId, enabled, text, caret, onChange, known }: MentionOptions): Mentions {
  const me = useMe();
  const begun = enabled && caret !== null ? mentionBefore(text, caret) : null;
  const people = usePeople(roomId, enabled && text.includes("@"));
  const taken = useRef<Named[]>([]);
  const [chosen, setChosen] = useState(0);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const query = begun?.query;
  const from = begun?.from;
  const found = useMemo(() => {
    if (query === undefined || from === dismissed) return [];
    const fits = ({ accountId, name }: Named) => accountId !== me.accountId && beginsLike(name, query);
    return people.filter(fits).slice(0, MOST_SHOWN);
  }, [people, query, from, dismissed, me.accountId]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other letters begin at the first one again
  useEffect(() => setChosen(0), [query]);

  const take = (person: Named) => {
    if (begun === null) return;
    taken.current.push(person);
    const next = completed(text, begun, person.name);
    onChange(next.text, next.caret);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const person = found[chosen];
    if (person === undefined || event.isComposing) return;
    const { key } = event;
    if (key === "ArrowDown") setChosen((chosen + 1) % found.length);
    else if (key === "ArrowUp") setChosen((chosen - 1 + found.length) % found.length);
    else if ((key === "Enter" && !event.shiftKey) || key === "Tab") take(person);
    else if (key === "Escape") setDismissed(from ?? null);
    else return;
    event.preventDefault();
  };
  return {
    found,
    chosen: Math.min(chosen, Math.max(0, found.length - 1)),
    take,
    onKeyDown,
    of: (written) => (enabled ? mentionedIn(written, [...taken.current, ...(known ?? []), ...people]) : []),
  };
}

/** The members of a room, asked for once they are needed. */
function usePeople(roomId: RoomId, wanted: boolean): readonly Named[] {
  const { api } = useClient();
  const [people, setPeople] = useState<readonly Named[]>([]);
  const load = useCallback(
    async (isCurrent: () => boolean) => {
      let after: string | null = null;
      const loaded: Named[] = [];
      do {
        const page = await api.members(roomId, { limit: PAGE, ...(after !== null && { after }) });
        loaded.push(...page.members);
        after = page.next;
        if (!isCurrent()) return;
        setPeople([...loaded]);
      } while (after !== null && loaded.length < MOST_PEOPLE);
    },
    [api, roomId],
  );
  useEffect(() => {
    if (!wanted) return;
    let current = true;
    // Without an answer there is nobody to offer; the next @ asks again.
    load(() => current).catch(() => {});
    return () => {
      current = false;
    };
  }, [wanted, load]);
  return people;
}
