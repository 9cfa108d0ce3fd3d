/** Latin letters that stay readable but show at once which text did not come from the catalogue. */
const ACCENTED = new Map(
  Object.entries({
    a: "á",
    c: "ç",
    d: "ð",
    e: "é",
    g: "ğ",
    i: "í",
    k: "ķ",
    l: "ł",
    n: "ñ",
    o: "ö",
    r: "ř",
    s: "š",
  })
    .concat(
      Object.entries({
        t: "ţ",
        u: "ü",
        w: "ŵ",
        y: "ý",
        z: "ž",
        A: "Å",
        B: "ß",
        C: "Ç",
        E: "É",
        I: "Î",
        N: "Ñ",
      }),
    )
    .concat(Object.entries({ O: "Ö", R: "Ř", S: "Š", T: "Ţ", U: "Ü", Y: "Ý" })),
);
const RIGHT_TO_LEFT_MARK = "\u200f";

/**
 * The catalogue in a language that does not exist: accented, a third longer, and running right to left.
 * @param {Record<string, unknown>} english
 */
export function pseudoCatalogue(english) {
  const entries = Object.entries(english).map(([key, message]) => [
    key,
    key === "$schema" ? message : pseudoMessage(message),
  ]);
  return Object.fromEntries(entries);
}

/** @param {any} message a text, or a list of one message with variants */
function pseudoMessage(message) {
  if (typeof message === "string") return pseudoText(message);
  if (!Array.isArray(message)) return message;
  return message.map((variants) => ({
    ...variants,
    match: Object.fromEntries(Object.entries(variants.match).map(([when, text]) => [when, pseudoText(text)])),
  }));
}

/** Accents the words, leaves what stands in braces alone, and makes the text a third longer. */
function pseudoText(text) {
  const accented = text
    .split(/(\{[^}]*\})/)
    .map((part) => (part.startsWith("{") ? part : accent(part)))
    .join("");
  return RIGHT_TO_LEFT_MARK + accented + "·".repeat(Math.ceil(text.length / 3));
}

const accent = (text) => [...text].map((letter) => ACCENTED.get(letter) ?? letter).join("");
