import type { Random } from "../random.ts";

const COMMON = (
  "the to and a is in you of it for that we on have be with are not this at will can as but do from my your please " +
  "thank school today tomorrow class lesson homework teacher when what where time room book exam week project club"
).split(" ");
const SYLLABLES =
  "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo yu zan ber con dis ent fal gor lim".split(" ");
/** Words that are not common: enough that most are rare in any school. */
const RARE = Array.from({ length: 20_000 }, (_, number) => rareWord(number));

/** What somebody says: mostly the words that everybody uses, and some that few do. */
export function chatter(random: Random): string {
  let text = "";
  for (let left = random.whole(3, 24); left > 0; left -= 1)
    text += ` ${random.pick(random.chance(0.7) ? COMMON : RARE)}`;
  return `${text.charAt(1).toUpperCase()}${text.slice(2)}.`;
}

function rareWord(number: number): string {
  let word = "";
  for (let left = number; word === "" || left > 0; left = Math.floor(left / SYLLABLES.length))
    word += SYLLABLES[left % SYLLABLES.length];
  return word;
}
