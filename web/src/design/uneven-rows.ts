/** How high a row is on average, of one kind of list: what its lists have come to, for the next one to begin with. */
export interface UsualHeight {
  px: number;
}

export const someHeight = (): UsualHeight => ({ px: 56 });

/**
 * Where rows of all heights stand, of which one stretch is in the document, between two empty spaces. How high a row is
 * is known once it has been in the document; the others are taken to be as high as those are on average. Places are in
 * px, from the top of the space above.
 */
export class UnevenRows<Row> {
  readonly keyOf: (row: Row) => string;
  #rows: readonly Row[] = [];
  #first = 0;
  #end = 0;
  #abovePx = 0;
  readonly #heights = new Map<string, number>();
  readonly #usual: UsualHeight;
  #usualPx: number;
  #measuredPx = 0;

  /** `keyOf`: what is the same as long as the row means the same. */
  constructor(keyOf: (row: Row) => string, usual = someHeight()) {
    this.keyOf = keyOf;
    this.#usual = usual;
    this.#usualPx = usual.px;
  }

  get all(): readonly Row[] {
    return this.#rows;
  }

  /** Of the first row in the document. */
  get first(): number {
    return this.#first;
  }

  /** Of the first row after those in the document. */
  get end(): number {
    return this.#end;
  }

  get drawn(): readonly Row[] {
    return this.#rows.slice(this.#first, this.#end);
  }

  get abovePx(): number {
    return this.#abovePx;
  }

  get belowPx(): number {
    return this.#sum(this.#end, this.#rows.length);
  }

  /** How much higher the space above is than the rows for which it stands, as far as their heights are known. */
  get surplusPx(): number {
    return this.#abovePx - this.#sum(0, this.#first);
  }

  /** Those that were in the document stay there, with what has come between them. */
  replace(rows: readonly Row[]): void {
    const before = this.#rows;
    if (rows === before) return;
    this.#rows = rows;
    const whereIs = (at: number, nearby: number) => this.indexOf(this.#keyAt(at, before), nearby);
    let first = -1;
    for (let at = this.#first; at < this.#end && first < 0; at += 1) first = whereIs(at, at);
    let last = -1;
    for (let at = this.#end - 1; at >= this.#first && last < 0; at -= 1) {
      last = whereIs(at, rows.length - before.length + at);
    }
    if (first < 0 || last < first) {
      [first, last] = [0, -1];
      this.#abovePx = 0;
    }
    this.#first = first;
    this.#end = last + 1;
    this.#forget();
  }

  /** Where a row is now; -1: not among them. `nearby` is looked at first. */
  indexOf(key: string | undefined, nearby = this.#first): number {
    if (key === undefined) return -1;
    if (this.#keyAt(nearby) === key) return nearby;
    return this.#rows.findIndex((row) => this.keyOf(row) === key);
  }

  /** These are in the document from now on. They stand where they stood, as far as their heights were right. */
  draw(first: number, end: number): void {
    this.#abovePx += first < this.#first ? -this.#sum(first, this.#first) : this.#sum(this.#first, first);
    this.#first = first;
    this.#end = end;
  }

  measure(index: number, heightPx: number): void {
    const key = this.#keyAt(index);
    if (key === undefined) return;
    this.#measuredPx += heightPx - (this.#heights.get(key) ?? 0);
    this.#heights.set(key, heightPx);
    // Whole, so that sums of heights are exact.
    this.#usualPx = Math.round(this.#measuredPx / this.#heights.size);
    this.#usual.px = this.#usualPx;
  }

  /** Makes the space above higher, or lower. */
  moveDown(byPx: number): void {
    this.#abovePx += byPx;
  }

  heightOf(index: number): number {
    const key = this.#keyAt(index);
    if (key === undefined) return 0;
    return this.#heights.get(key) ?? this.#usualPx;
  }

  topOf(index: number): number {
    return index < this.#first
      ? this.#abovePx - this.#sum(index, this.#first)
      : this.#abovePx + this.#sum(this.#first, index);
  }

  /** Of the row at this place: the first above all, the last below all. */
  indexAt(placePx: number): number {
    let index = this.#first;
    let topPx = this.#abovePx;
    while (index > 0 && topPx > placePx) {
      index -= 1;
      topPx -= this.heightOf(index);
    }
    while (index < this.#rows.length - 1 && topPx + this.heightOf(index) <= placePx) {
      topPx += this.heightOf(index);
      index += 1;
    }
    return index;
  }

  /** Of the row so far above the top of another one. */
  indexAbove(index: number, px: number): number {
    return this.indexAt(this.topOf(index) - px);
  }

  #keyAt(index: number, rows = this.#rows): string | undefined {
    const row = rows[index];
    return row === undefined ? undefined : this.keyOf(row);
  }

  #sum(from: number, to: number): number {
    let px = 0;
    for (let index = from; index < to; index += 1) px += this.heightOf(index);
    return px;
  }

  /** Those that are gone, once they are more than those that are left. */
  #forget(): void {
    if (this.#heights.size <= 2 * this.#rows.length) return;
    const keys = new Set(this.#rows.map(this.keyOf));
    for (const [key, heightPx] of this.#heights) {
      if (keys.has(key)) continue;
      this.#heights.delete(key);
      this.#measuredPx -= heightPx;
    }
  }
}
