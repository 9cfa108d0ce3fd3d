import { Tooltip } from "@base-ui/react/tooltip";
import { useEffect, useState } from "preact/compat";
import { fullMoment } from "../text/time.ts";
import { tipOf } from "./tip.ts";
import styles from "./tooltip-host.module.css";

const DELAY_MS = 500;

interface Tip {
  anchor: HTMLElement;
  text: string;
}

/**
 * One tooltip for everything that has `data-tip`: a long list costs no component per row. It is for the eye only;
 * what it says is said to a screen reader by the element itself.
 */
export function TooltipHost() {
  const [tip, setTip] = useState<Tip | null>(null);
  const [open, setOpen] = useState(false);

  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const show = (anchor: HTMLElement, delay: number) => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        const text = anchor.isConnected ? tipOf(anchor, fullMoment) : undefined;
        if (text === undefined) return;
        setTip({ anchor, text });
        setOpen(true);
      }, delay);
    };
    const hide = () => {
      clearTimeout(waiting);
      setOpen(false);
    };
    const onPoint = (event: PointerEvent) => {
      const anchor = tipOwner(event.target);
      if (anchor === null) hide();
      else if (event.pointerType === "mouse") show(anchor, DELAY_MS);
    };
    const onFocus = (event: FocusEvent) => {
      const anchor = tipOwner(event.target);
      if (anchor?.matches(":focus-visible")) show(anchor, 0);
      else hide();
    };
    const onKey = (event: KeyboardEvent) => event.key === "Escape" && hide();
    const listening = new AbortController();
    const { signal } = listening;
    document.addEventListener("pointerover", onPoint, { signal });
    document.addEventListener("pointerdown", hide, { signal });
    document.addEventListener("focusin", onFocus, { signal });
    document.addEventListener("keydown", onKey, { signal });
    document.addEventListener("scroll", hide, { signal, capture: true });
    return () => {
      clearTimeout(waiting);
      listening.abort();
    };
  }, []);

  return (
    <Tooltip.Root open={open} onOpenChange={setOpen} disableHoverablePopup>
      <Tooltip.Portal>
        <Tooltip.Positioner anchor={tip?.anchor ?? null} sideOffset={6} className={styles.positioner}>
          <Tooltip.Popup className={styles.popup}>{tip?.text}</Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

const tipOwner = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>("[data-tip]") : null;
