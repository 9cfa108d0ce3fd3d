/** A value that changes. Both functions are bound: pass them to React's `useSyncExternalStore` as they are. */
export interface Observable<T> {
  /** The same object until the value changes. */
  readonly get: () => T;
  /** Called after each change; the result stops it. */
  readonly subscribe: (listener: () => void) => () => void;
}

let depth = 0;
const changed = new Set<Cell<unknown>>();

/** Tells listeners only when `run` is done: what belongs together becomes visible together, and once. */
export function batch(run: () => void): void {
  depth++;
  try {
    run();
  } finally {
    depth--;
    if (depth === 0) tellAll();
  }
}

/** What listeners change in their turn is told after, so that what follows from many changes is told once. */
function tellAll(): void {
  while (changed.size > 0) {
    const cells = [...changed];
    changed.clear();
    depth++;
    try {
      for (const cell of cells) cell.tell();
    } finally {
      depth--;
    }
  }
}

/** An observable that its owner sets. */
export class Cell<T> implements Observable<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();
  readonly #whenObserved: () => void;

  /** `whenObserved` is called at each new subscription. */
  constructor(value: T, whenObserved: () => void = () => {}) {
    this.#value = value;
    this.#whenObserved = whenObserved;
  }

  readonly get = (): T => this.#value;

  readonly subscribe = (listener: () => void): (() => void) => {
    // A function of its own for each subscription, so that one listener subscribed twice ends once at a time.
    const entry = () => listener();
    this.#listeners.add(entry);
    this.#whenObserved();
    return () => this.#listeners.delete(entry);
  };

  get isObserved(): boolean {
    return this.#listeners.size > 0;
  }

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    changed.add(this as Cell<unknown>);
    if (depth === 0) tellAll();
  }

  tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** One cell for each key, made when first asked for. */
export class Cells<K, V> {
  readonly #cells = new Map<K, Cell<V>>();
  readonly #make: (key: K) => Cell<V>;

  constructor(make: (key: K) => Cell<V>) {
    this.#make = make;
  }

  /** `undefined`: nobody has asked for it. */
  find(key: K): Cell<V> | undefined {
    return this.#cells.get(key);
  }

  at(key: K): Cell<V> {
    const known = this.#cells.get(key);
    if (known !== undefined) return known;
    const cell = this.#make(key);
    this.#cells.set(key, cell);
    return cell;
  }

  entries(): IterableIterator<[K, Cell<V>]> {
    return this.#cells.entries();
  }
}
