import { ASIDES } from "./maths-asides.ts";
import { type Exercise, TOPICS, type Topic } from "./maths-exercises.ts";
import * as wording from "./maths-wordings.ts";
import { PEOPLE, type PersonKey } from "./people.ts";
import { type Random, seededRandom } from "./random.ts";
import { type Message, type Scene, scene } from "./script.ts";

const TEACHER: PersonKey = "lindqvist";
/** Those who never press Shift. */
const LOWER_CASE: ReadonlySet<PersonKey> = new Set(["yusuf", "seun", "chidinma", "minhanh", "jiwoo"]);
/** People's names as friends say them, where that is not the first word. */
const CALLED: Partial<Record<PersonKey, string>> = {
  weiling: "Wei Ling",
  minhanh: "Minh Anh",
  jiwoo: "Ji-woo",
  seun: "Seun",
};
const FIRST_PAGE = 14;

/**
 * A term of homework by a fixed seed: a few thousand messages, so that there is something to scroll through. The
 * sums are right, and nobody says the same thing twice.
 */
export function mathsHistory(
  students: readonly PersonKey[],
  { firstDay, lastDay }: { firstDay: number; lastDay: number },
): Scene[] {
  const days = firstDay - lastDay + 1;
  const history = new History(students, seededRandom(10));
  const chapterOn = (past: number) => Math.floor((past * TOPICS.length) / days);
  return Array.from({ length: days }, (_, past) => {
    const chapter = chapterOn(past);
    const [topic, ...revised] = TOPICS.slice(0, chapter + 1).reverse();
    if (!topic) return [];
    history.turnTo(FIRST_PAGE + past);
    const begins = chapter !== chapterOn(past - 1);
    const exchanges = (least: number, most: number) =>
      history.exchanges(least, most, [topic, topic, ...revised]);
    const minute = history.random.whole(10, 40);
    return [
      scene(firstDay - past, `12:${minute}`, [
        ...(begins ? history.announce(topic.name) : []),
        ...exchanges(1, 3),
      ]),
      scene(firstDay - past, `15:${minute}`, [
        ...history.homework(),
        ...exchanges(4, 7),
        ...(past % 3 === 2 ? (ASIDES[(past - 2) / 3] ?? []) : []),
        ...exchanges(4, 7),
      ]),
    ];
  }).flat();
}

/** Who asks, who answers, and who has something to add. */
interface Cast {
  asker: PersonKey;
  helper: PersonKey;
  other: PersonKey;
}

class History {
  readonly random: Random;
  readonly #students: readonly PersonKey[];
  readonly #said = new Set<string>();
  #page = 0;
  /** Such as `3b`, of the page. */
  #questionsLeft: string[] = [];
  #named = 0;

  constructor(students: readonly PersonKey[], random: Random) {
    this.#students = students;
    this.random = random;
  }

  turnTo(page: number): void {
    this.#page = page;
    this.#questionsLeft = [..."123456789"].flatMap((number) => [..."abcdef"].map((part) => number + part));
  }

  exchanges(least: number, most: number, topics: readonly Topic[]): Message[] {
    return Array.from({ length: this.random.whole(least, most) }, () =>
      this.#exchange(this.random.pick(topics).exercise(this.random)),
    ).flat();
  }

  announce(topic: string): Message[] {
    return this.#say(TEACHER, wording.ANNOUNCEMENTS(topic, this.#page));
  }

  homework(): Message[] {
    const as = this.#name();
    const last = this.random.whole(6, 9);
    return [
      ...this.#say(this.random.pick(this.#students), wording.HOMEWORK_QUESTIONS(this.#page), { as }),
      ...this.#say(TEACHER, wording.HOMEWORK(this.#page, last), { to: as }),
    ];
  }

  /** Somebody is stuck or not sure, and somebody helps. */
  #exchange(exercise: Exercise): Message[] {
    const [asker, helper, other] = this.random.pickSome(this.#students, 3);
    const question = this.random.whole(0, this.#questionsLeft.length - 1);
    const [label] = this.#questionsLeft.splice(question, 1);
    if (!asker || !helper || !other || !label) return [];
    const assigned = { ...exercise, where: `page ${this.#page}, ${label}` };
    const cast = { asker, helper, other };
    if (this.random.chance(0.14)) return this.#taught(assigned, cast);
    return [
      ...(this.random.chance(0.55) ? this.#stuck(assigned, cast) : this.#compared(assigned, cast)),
      ...(this.random.chance(0.1) ? this.#say(TEACHER, wording.PRAISE(assigned, called(helper))) : []),
    ];
  }

  #stuck(assigned: wording.Assigned, { asker, helper, other }: Cast): Message[] {
    const [asked, explained] = [this.#name(), this.#name()];
    return [
      ...this.#ask(asker, wording.STUCK(assigned), asked),
      ...this.#say(helper, wording.EXPLANATIONS(assigned, called(asker)), { to: asked, as: explained }),
      ...this.#say(asker, wording.THANKS(assigned.answer, called(helper)), { to: explained }),
      ...(this.random.chance(0.3) ? this.#say(other, wording.AGREEMENTS(assigned, called(helper))) : []),
    ];
  }

  #compared(assigned: wording.Assigned, { asker, helper, other }: Cast): Message[] {
    const asked = this.#name();
    return [
      ...this.#ask(asker, wording.COMPARISONS(assigned), asked),
      ...this.#say(helper, wording.AGREEMENTS(assigned, called(asker)), { to: asked }),
      ...(this.random.chance(0.5) ? this.#say(other, wording.SLIPS(assigned, called(helper))) : []),
    ];
  }

  /** The teacher gives a hint only. */
  #taught(assigned: wording.Assigned, { asker }: Cast): Message[] {
    const [asked, hinted] = [this.#name(), this.#name()];
    return [
      ...this.#ask(asker, wording.STUCK(assigned), asked),
      ...this.#say(TEACHER, wording.HINTS(assigned, called(asker)), { to: asked, as: hinted }),
      ...this.#say(asker, wording.THANKS(assigned.answer, "sir"), { to: hinted }),
    ];
  }

  #ask(who: PersonKey, wordings: wording.Wordings, as: string): Message[] {
    return this.#say(who, wordings, { as, after: this.random.whole(4, 16) });
  }

  /** In a wording that this person has not used yet. */
  #say(who: PersonKey, wordings: wording.Wordings, more: Partial<Message> = {}): Message[] {
    const fresh = wordings
      .map((text) => (LOWER_CASE.has(who) ? text.charAt(0).toLowerCase() + text.slice(1) : text))
      .filter((text) => !this.#said.has(`${who} ${text}`));
    if (fresh.length === 0) throw new Error(`${who} has said “${wordings[0]}” in all ways there are`);
    const text = this.random.pick(fresh);
    this.#said.add(`${who} ${text}`);
    return [{ type: "message", who, text, ...more }];
  }

  #name(): string {
    this.#named += 1;
    return `history ${this.#named}`;
  }
}

const called = (who: PersonKey): string => CALLED[who] ?? PEOPLE[who].name.split(" ")[0] ?? "";
