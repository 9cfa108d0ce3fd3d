import { getLocale } from "../paraglide/runtime.js";

const languageOf = (locale: string) => locale.split("-")[0];

/**
 * The locale for dates and numbers: the catalogue's language, in the person's own region where the browser tells it,
 * so that English text comes with a British or an American clock.
 */
export const regionalLocale: string =
  navigator.languages.find((locale) => languageOf(locale) === languageOf(getLocale())) ?? getLocale();
