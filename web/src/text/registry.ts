const pluralRules = new Map<string, Intl.PluralRules>();
const numberFormats = new Map<string, Intl.NumberFormat>();

// In place of the catalogue's own functions, which make a new one at each call: that takes longer than the message.

/** The plural category of a number, "one" or "other" in English. */
export const plural = (locale: string, input: unknown, options: Intl.PluralRulesOptions = {}): string =>
  kept(pluralRules, locale, options, () => new Intl.PluralRules(locale, options)).select(Number(input));

/** "1,204". */
export const number = (locale: string, input: unknown, options: Intl.NumberFormatOptions = {}): string =>
  kept(numberFormats, locale, options, () => new Intl.NumberFormat(locale, options)).format(Number(input));

function kept<T>(made: Map<string, T>, locale: string, options: object, make: () => T): T {
  const name = locale + JSON.stringify(options);
  const one = made.get(name) ?? make();
  made.set(name, one);
  return one;
}
