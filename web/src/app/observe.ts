import type { Observable } from "@encrptalk/client";
import { useSyncExternalStore } from "react";

export const useObservable = <T>(observable: Observable<T>): T =>
  useSyncExternalStore(observable.subscribe, observable.get);
