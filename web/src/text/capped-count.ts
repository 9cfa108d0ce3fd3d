const MOST = 9;

/** "9+" above nine, in the digits of the locale. */
export function cappedCount(count: number, locale: string): string {
  const format = new Intl.NumberFormat(locale);
  return count > MOST ? `${format.format(MOST)}+` : format.format(count);
}
