import type { MessageSent } from "@encrptalk/protocol";
import { Copy, Link2, Pencil, Reply, Trash2 } from "lucide";
import { type KeyboardEvent, type PointerEvent, type TouchEvent, useId, useRef } from "preact/compat";
import { useMe } from "../app/signed-in.ts";
import { Icon } from "../design/icon.tsx";
import { type MenuItem, openMenu } from "../design/menu.tsx";
import { m } from "../paraglide/messages.js";
import { copyText } from "../text/copy-text.ts";
import type { Row } from "./rows.ts";
import { useThread } from "./thread-context.ts";
import { threadPath } from "./thread-path.ts";

const LONG_PRESS_MS = 450;

/** What one may do with a message of the thread. */
export function useMessageItems(): (message: MessageSent) => MenuItem[] {
  const { row, reply, edit, askToDelete } = useThread();
  const me = useMe();
  return (message) => {
    const { body } = message;
    if (body?.alg !== "plain") return [];
    const own = message.sender.accountId === me.accountId;
    const mayDelete = own || (me.role === "admin" && row.kind === "group");
    const address = `${location.origin}${threadPath(row, me)}?at=${message.seq}`;
    const list: MenuItem[] = [];
    if (!row.archived)
      list.push({
        label: m.message_reply(),
        icon: <Icon of={Reply} size={18} />,
        onSelect: () => reply(message),
      });
    list.push({
      label: m.message_copy(),
      icon: <Icon of={Copy} size={18} />,
      onSelect: () => copyText(body.text),
    });
    list.push({
      label: m.message_copy_link(),
      icon: <Icon of={Link2} size={18} />,
      onSelect: () => copyText(address),
    });
    if (own && !row.archived) {
      list.push({
        label: m.message_edit(),
        icon: <Icon of={Pencil} size={18} />,
        onSelect: () => edit(message),
      });
    }
    if (mayDelete) {
      list.push({
        label: m.message_delete(),
        icon: <Icon of={Trash2} size={18} />,
        danger: true,
        onSelect: () => askToDelete(message),
      });
    }
    return list;
  };
}

interface MessageMenu {
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  onPointerUp: () => void;
  onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  onPointerCancel: () => void;
  onTouchEnd: (event: TouchEvent<HTMLElement>) => void;
}

/** To be spread on what holds the rows: a message's menu opens by Enter, by the menu key, and by a long press. */
export function useMessageMenu(rows: readonly Row[]): MessageMenu {
  const itemsOf = useMessageItems();
  const owner = useId();
  const press = useRef<ReturnType<typeof setTimeout>>(undefined);
  const pressed = useRef(false);

  /** Answers whether there is anything to choose. */
  const open = (anchor: HTMLElement): boolean => {
    const key = anchor.dataset.row;
    const row = rows.find((one) => one.key === key);
    const items = row?.kind === "message" ? itemsOf(row.message) : [];
    if (items.length > 0) openMenu.set({ owner: `${owner}${key}`, label: m.message_menu(), items, anchor });
    return items.length > 0;
  };
  const cancelPress = () => {
    clearTimeout(press.current);
    pressed.current = false;
  };

  return {
    onKeyDown: (event) => {
      const { target, key, shiftKey } = event;
      if (!(target instanceof HTMLElement) || target.dataset.row === undefined) return;
      if (key !== "Enter" && key !== "ContextMenu" && !(key === "F10" && shiftKey)) return;
      if (open(target)) event.preventDefault();
    },
    onPointerDown: ({ pointerType, target }) => {
      if (pointerType !== "touch") return;
      cancelPress();
      const message = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
      if (message === null) return;
      press.current = setTimeout(() => {
        pressed.current = open(message);
      }, LONG_PRESS_MS);
    },
    onPointerUp: () => clearTimeout(press.current),
    // Lifting the finger after a long press is no click beside the menu, which would close it.
    onTouchEnd: (event) => pressed.current && event.preventDefault(),
    onPointerCancel: cancelPress,
    onPointerMove: ({ movementX, movementY }) =>
      Math.abs(movementX) + Math.abs(movementY) > 4 && cancelPress(),
  };
}
