const pluralRules = new Map<string, Intl.PluralRules>();
const numberFormats = new Map<string, Intl.NumberFormat>();

// In place of the catalogue's own functions, which make a new one at each call: that takes longer than the message.

/** The plural category of a number, "one" or "other" in English. */
export const plural = (locale: string, input: unknown): string =>
  kept(pluralRules, locale, () => new Intl.PluralRules(locale)).select(Number(input));

/** "1,204". */
export const number = (locale: string, input: unknown): string =>
  kept(numberFormats, locale, () => new Intl.NumberFormat(locale)).format(Number(input));

function kept<T>(made: Map<string, T>, locale: string, make: () => T): T {
  const one = made.get(locale) ?? make();
  made.set(locale, one);
  return one;
}
