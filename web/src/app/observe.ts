import type { Observable } from "@encrptalk/client";
import { useRef, useSyncExternalStore } from "preact/compat";

export const useObservable = <T>(observable: Observable<T>): T =>
  useSyncExternalStore(observable.subscribe, observable.get);

/** What is made of a value. Only when that is another one the view is drawn anew, not at every change of the value. */
export function useSelected<T, R>(
  { get, subscribe }: Observable<T>,
  select: (value: T) => R,
  isSame: (one: R, other: R) => boolean = Object.is,
): R {
  const last = useRef<{ selected: R }>(undefined);
  return useSyncExternalStore(subscribe, () => {
    const selected = select(get());
    if (last.current === undefined || !isSame(last.current.selected, selected)) last.current = { selected };
    return last.current.selected;
  });
}
