import type { MessageSent } from "@encrptalk/protocol";
import { Copy, Link2, Pencil, Reply, Trash2 } from "lucide-react";
import type { ArticleHTMLAttributes } from "preact";
import { useId, useRef } from "preact/compat";
import { useMe } from "../app/signed-in.ts";
import { type MenuItem, openMenu } from "../design/menu.tsx";
import { m } from "../paraglide/messages.js";
import { copyText } from "../text/copy-text.ts";
import { useThread } from "./thread-context.ts";
import { threadPath } from "./thread-path.ts";

const LONG_PRESS_MS = 450;

interface MessageMenu {
  items: () => MenuItem[];
  /** To be spread on the message: its menu opens by Enter, by the menu key, and by a long press. */
  opening: ArticleHTMLAttributes<HTMLElement>;
}

/** What one may do with a message. */
export function useMessageMenu(message: MessageSent): MessageMenu {
  const { row, reply, edit, askToDelete } = useThread();
  const me = useMe();
  const owner = useId();
  const press = useRef<ReturnType<typeof setTimeout>>(undefined);
  const pressed = useRef(false);
  const { body } = message;

  const items = (): MenuItem[] => {
    if (body?.alg !== "plain") return [];
    const own = message.sender.accountId === me.accountId;
    const mayDelete = own || (me.role === "admin" && row.kind === "group");
    const address = `${location.origin}${threadPath(row, me)}?at=${message.seq}`;
    const list: MenuItem[] = [];
    if (!row.archived)
      list.push({ label: m.message_reply(), icon: <Reply size={18} />, onSelect: () => reply(message) });
    list.push({ label: m.message_copy(), icon: <Copy size={18} />, onSelect: () => copyText(body.text) });
    list.push({ label: m.message_copy_link(), icon: <Link2 size={18} />, onSelect: () => copyText(address) });
    if (own && !row.archived) {
      list.push({ label: m.message_edit(), icon: <Pencil size={18} />, onSelect: () => edit(message) });
    }
    if (mayDelete) {
      const onSelect = () => askToDelete(message);
      list.push({ label: m.message_delete(), icon: <Trash2 size={18} />, danger: true, onSelect });
    }
    return list;
  };
  const open = (anchor: HTMLElement) => {
    const found = items();
    if (found.length > 0) openMenu.set({ owner, label: m.message_menu(), items: found, anchor });
  };
  const cancelPress = () => {
    clearTimeout(press.current);
    pressed.current = false;
  };

  return {
    items,
    opening: {
      onKeyDown: (event) => {
        if (event.target !== event.currentTarget) return;
        const asks =
          event.key === "Enter" || event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey);
        if (!asks) return;
        event.preventDefault();
        open(event.currentTarget);
      },
      onPointerDown: ({ pointerType, currentTarget }) => {
        if (pointerType !== "touch") return;
        pressed.current = false;
        press.current = setTimeout(() => {
          pressed.current = true;
          open(currentTarget);
        }, LONG_PRESS_MS);
      },
      onPointerUp: () => clearTimeout(press.current),
      // Lifting the finger after a long press is no click beside the menu, which would close it.
      onTouchEnd: (event) => pressed.current && event.preventDefault(),
      onPointerCancel: cancelPress,
      onPointerMove: ({ movementX, movementY }) =>
        Math.abs(movementX) + Math.abs(movementY) > 4 && cancelPress(),
    },
  };
}
