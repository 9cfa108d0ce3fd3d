import { Avatar } from "../../design/avatar.tsx";
import { VisuallyHidden } from "../../design/visually-hidden.tsx";
import { m } from "../../paraglide/messages.js";
import styles from "./mention-list.module.css";
import type { Mentions } from "./use-mentions.ts";

export const optionIdOf = (listId: string, index: number) => `${listId}-${index}`;

interface MentionListProps extends Pick<Mentions, "found" | "chosen" | "take"> {
  id: string;
}

/** Who can be mentioned, above the field; the focus and the keys stay in the field. */
export function MentionList({ id, found, chosen, take }: MentionListProps) {
  return (
    <>
      <VisuallyHidden>
        <span role="status">{found.length > 0 && m.mention_found({ count: found.length })}</span>
      </VisuallyHidden>
      {found.length > 0 && (
        <div className={styles.list} id={id} role="listbox" aria-label={m.mention_list()}>
          {found.map((person, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
            <div
              key={person.accountId}
              id={optionIdOf(id, index)}
              role="option"
              aria-selected={index === chosen}
              className={styles.option}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(person)}
            >
              <Avatar name={person.name} id={person.accountId} size="small" />
              <span className={styles.name} dir="auto">
                {person.name}
              </span>
            </div>
          ))}
        </div>
      )}
    </>
  );
}
