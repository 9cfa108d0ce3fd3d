const MOST = 9;

/** "9+" above nine, in the digits of the format. */
export const cappedCount = (count: number, format: (count: number) => string): string =>
  count > MOST ? `${format(MOST)}+` : format(count);
