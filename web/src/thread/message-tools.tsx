import type { MessageSent } from "@encrptalk/protocol";
import { Ellipsis, Reply } from "lucide";
import { IconButton } from "../design/button.tsx";
import { Icon } from "../design/icon.tsx";
import { MenuButton } from "../design/menu.tsx";
import { m } from "../paraglide/messages.js";
import styles from "./bubble.module.css";
import { useMessageItems } from "./message-menu.tsx";
import { useThread } from "./thread-context.ts";

/** What shows beside a message that is pointed at or has the focus. The keyboard has the same by the menu key. */
export function MessageTools({ message }: { message: MessageSent }) {
  const itemsOf = useMessageItems();
  const { reply, row } = useThread();
  if (message.body === null) return null;
  return (
    <span className={styles.tools}>
      {!row.archived && (
        <IconButton
          label={m.message_reply()}
          icon={<Icon of={Reply} size={16} />}
          tabIndex={-1}
          onClick={() => reply(message)}
        />
      )}
      <MenuButton
        label={m.message_menu()}
        icon={<Icon of={Ellipsis} size={16} />}
        tabIndex={-1}
        items={() => itemsOf(message)}
      />
    </span>
  );
}
