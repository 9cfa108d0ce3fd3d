/**
 * Stands in a `data-tip` where the date and time of `data-moment` (ms since 1970) belong: they are put into words only
 * when somebody asks for the tip, since a long list has hundreds.
 */
export const MOMENT = "\u{fffc}";

/** What an element's tip says. */
export const tipOf = (
  { dataset: { tip, moment } }: HTMLElement,
  inWords: (at: number) => string,
): string | undefined => (moment === undefined ? tip : tip?.replaceAll(MOMENT, inWords(Number(moment))));
