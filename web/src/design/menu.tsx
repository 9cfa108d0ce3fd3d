import { type ComponentProps, type ReactNode, useId } from "preact/compat";
import { IconButton } from "./button.tsx";
import { Signal, useSignal } from "./signal.ts";

export interface MenuItem {
  label: string;
  icon?: ReactNode;
  danger?: boolean;
  onSelect: () => void;
}

export interface OpenMenu {
  /** Whose menu it is. */
  owner: string;
  label: string;
  items: MenuItem[];
  anchor: HTMLElement;
}

/** The one menu that is open. Its code is loaded apart, so it may show a moment after it is asked for. */
export const openMenu = new Signal<OpenMenu | null>(null);

interface MenuButtonProps extends ComponentProps<typeof IconButton> {
  items: () => MenuItem[];
}

export function MenuButton({ items, ...button }: MenuButtonProps) {
  const owner = useId();
  const open = useSignal(openMenu);
  return (
    <IconButton
      {...button}
      aria-haspopup="menu"
      aria-expanded={open?.owner === owner}
      onClick={({ currentTarget }) =>
        openMenu.set({ owner, label: button.label, items: items(), anchor: currentTarget })
      }
    />
  );
}
