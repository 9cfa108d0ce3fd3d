import { Menu } from "@base-ui/react/menu";
import { useState } from "react";
import { classes } from "./classes.ts";
import { type OpenMenu, openMenu } from "./menu.tsx";
import styles from "./menu-host.module.css";
import { useSignal } from "./signal.ts";

/**
 * Base UI hides its focus guards from screen readers although they take the focus, which WCAG 4.1.2 forbids. They are
 * empty, and hand the focus on at once: nothing is lost when they are not hidden.
 */
function uncoverFocusGuards() {
  for (const guard of document.querySelectorAll("[data-base-ui-focus-guard]"))
    guard.removeAttribute("aria-hidden");
}

/** What was chosen has taken the focus to a field already. */
const isWriting = () => document.activeElement?.matches("input, textarea") === true;

/** Shows the menu that is asked for, and gives the focus back when it closes. */
export function MenuHost() {
  const asked = useSignal(openMenu);
  // The last one stays while it fades away.
  const [shown, setShown] = useState<OpenMenu | null>(null);
  if (asked !== null && asked !== shown) setShown(asked);
  if (shown === null) return null;
  return (
    <Menu.Root
      open={asked !== null}
      onOpenChange={(open) => !open && openMenu.set(null)}
      onOpenChangeComplete={uncoverFocusGuards}
      modal={false}
    >
      <Menu.Portal>
        <Menu.Positioner anchor={shown.anchor} align="end" sideOffset={4} className={styles.positioner}>
          <Menu.Popup
            className={styles.popup}
            aria-label={shown.label}
            finalFocus={() => !isWriting() && shown.anchor}
          >
            {shown.items.map((item) => (
              <Menu.Item
                key={item.label}
                className={classes(styles.item, item.danger && styles.danger)}
                onClick={item.onSelect}
              >
                {item.icon}
                {item.label}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
