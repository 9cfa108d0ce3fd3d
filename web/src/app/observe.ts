import type { Observable } from "@encrptalk/client";
import { useSyncExternalStore } from "preact/compat";

export const useObservable = <T>(observable: Observable<T>): T =>
  useSyncExternalStore(observable.subscribe, observable.get);
