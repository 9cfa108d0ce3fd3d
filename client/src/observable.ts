/** A value that changes. Both methods are bound: pass them to React's `useSyncExternalStore` as they are. */
export interface Observable<T> {
  /** The same object until the value changes. */
  readonly get: () => T;
  /** Called after each change; the result stops it. */
  readonly subscribe: (listener: () => void) => () => void;
}
