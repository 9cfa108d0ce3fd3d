import { Menu } from "@base-ui/react/menu";
import { useLayoutEffect, useRef, useState } from "preact/compat";
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

/** Shows the menu that is asked for, and gives the focus back when it closes. */
export function MenuHost() {
  const asked = useSignal(openMenu);
  const [shown, setShown] = useState<OpenMenu | null>(null);
  // Done when the menu is gone and the focus is back: what was chosen may take it further.
  const chosen = useRef<(() => void) | null>(null);
  if (asked !== null && asked !== shown) setShown(asked);
  const popup = useRef<HTMLDivElement>(null);
  // Before the menu takes the focus from what was pressed.
  useLayoutEffect(() => {
    if (asked !== null) chosen.current = null;
    if (asked?.anchor.matches(":focus-visible") !== true) return;
    // Opened by a key: the keys go on with the first item.
    let frame = 0;
    const focusFirst = () => {
      const first = popup.current?.querySelector<HTMLElement>("[role=menuitem]") ?? null;
      first?.focus();
      // It takes the focus once it is in its place, which is some frames later.
      if (first === null || document.activeElement !== first) frame = requestAnimationFrame(focusFirst);
    };
    frame = requestAnimationFrame(focusFirst);
    return () => cancelAnimationFrame(frame);
  }, [asked]);
  if (shown === null) return null;
  const complete = (open: boolean) => {
    if (open) return uncoverFocusGuards();
    if (chosen.current === null) return;
    shown.anchor.focus();
    chosen.current();
  };
  return (
    <Menu.Root
      open={asked !== null}
      onOpenChange={(open) => !open && openMenu.set(null)}
      onOpenChangeComplete={complete}
      modal={false}
    >
      <Menu.Portal>
        <Menu.Positioner anchor={shown.anchor} align="end" sideOffset={4} className={styles.positioner}>
          <Menu.Popup
            ref={popup}
            className={styles.popup}
            aria-label={shown.label}
            finalFocus={() => (chosen.current === null ? shown.anchor : false)}
          >
            {shown.items.map((item) => (
              <Menu.Item
                key={item.label}
                className={classes(styles.item, item.danger && styles.danger)}
                onClick={() => {
                  chosen.current = item.onSelect;
                }}
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
