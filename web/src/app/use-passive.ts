import { type RefObject, useEffect, useRef } from "preact/compat";

/**
 * Listens to how an element is scrolled, and promises not to prevent it: otherwise the browser would wait for the page
 * before it moves anything.
 */
export function usePassive<Type extends "wheel" | "touchmove">(
  element: RefObject<HTMLElement | null>,
  type: Type,
  listener: (event: HTMLElementEventMap[Type]) => void,
): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => {
    const listened = element.current;
    const run = (event: HTMLElementEventMap[Type]) => latest.current(event);
    listened?.addEventListener(type, run, { passive: true });
    return () => listened?.removeEventListener(type, run);
  }, [element, type]);
}
