/** Latin accents only: elsewhere a combining mark is a letter's vowel, and without it the name is another name. */
const LATIN_ACCENTS = /[\u0300-\u036f]/g;

/** A name as it is searched and ordered: `José` is found by `jose`. */
export const foldName = (name: string): string =>
  name.normalize("NFKD").replace(LATIN_ACCENTS, "").normalize("NFKC").toLowerCase();

/** A roll ID as it is compared. */
export const foldRollId = (rollId: string): string => rollId.trim().normalize("NFKC").toLowerCase();
