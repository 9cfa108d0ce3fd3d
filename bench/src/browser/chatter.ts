const WORDS = (
  "the to and a is in you of it for that we on have be with are not this at will can do please thank school today " +
  "tomorrow class lesson homework teacher when what where time room book exam week project club mathematics chemistry"
).split(" ");
/** As in a school's group: mostly short, sometimes a paragraph. */
const LENGTHS = [1, 2, 3, 4, 5, 6, 8, 10, 13, 18, 26, 45];

/** What somebody says: the same for the same number. */
export function chatterOf(number: number): string {
  const length = LENGTHS[(number * 7) % LENGTHS.length] ?? 1;
  const words = Array.from({ length }, (_, at) => WORDS[(number * 31 + at * at * 17 + at) % WORDS.length]);
  const link = number % 40 === 7 ? ` https://school.example/pages/${number}` : "";
  return `${words.join(" ")}${link} ${number}`;
}
