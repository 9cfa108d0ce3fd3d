import type { Random } from "./random.ts";

/** Something to solve, and what people say about it. */
export interface Exercise {
  /** Such as `solve 3x + 7 = 22`. */
  task: string;
  answer: string;
  /** What one gets who makes the usual mistake. */
  slip: string;
  /** How to avoid it. */
  hint: string;
}

export interface Topic {
  name: string;
  exercise(random: Random): Exercise;
}

const superscript = (exponent: number) =>
  [...String(exponent)].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("");
const times = (factor: number, unknown: string) => (factor === 1 ? unknown : `${factor}${unknown}`);
const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
const fraction = (above: number, below: number) =>
  `${above / divisor(above, below)}/${below / divisor(above, below)}`;

const TRIPLES = [
  [3, 4, 5],
  [5, 12, 13],
  [8, 15, 17],
  [7, 24, 25],
  [20, 21, 29],
] as const;

/** What Year 10 works on, in the order of the year. */
export const TOPICS: readonly Topic[] = [
  {
    name: "linear equations",
    exercise(random) {
      const [x, factor] = [random.whole(2, 12), random.whole(2, 9)];
      const add = factor * random.whole(1, 4);
      return {
        task: `solve ${times(factor, "x")} + ${add} = ${factor * x + add}`,
        answer: `x = ${x}`,
        slip: `x = ${x + (2 * add) / factor}`,
        hint: `you have to take the ${add} away from both sides, it doesn't get added`,
      };
    },
  },
  {
    name: "percentages",
    exercise(random) {
      const [off, was] = [random.pick([10, 20, 25, 40]), 20 * random.whole(2, 30)];
      const now = (was * (100 - off)) / 100;
      return {
        task: `a jacket costs £${now} after ${off}% off, what was it before`,
        answer: `£${was}`,
        slip: `£${((now * (100 + off)) / 100).toFixed(2)}`,
        hint: `${now} is ${100 - off}% of the old price, so divide by 0.${(100 - off) / (off % 10 ? 1 : 10)}`,
      };
    },
  },
  {
    name: "sequences",
    exercise(random) {
      const [step, start] = [random.whole(2, 9), random.whole(1, 9)];
      const terms = [1, 2, 3, 4].map((n) => step * n + start);
      return {
        task: `the nth term of ${terms.join(", ")}, …`,
        answer: `${step}n + ${start}`,
        slip: `n + ${step}`,
        hint: `it goes up by ${step} each time, so it has to start with ${step}n, then see what's missing`,
      };
    },
  },
  {
    name: "powers",
    exercise(random) {
      const [base, one, other] = [random.whole(2, 7), random.whole(2, 7), random.whole(2, 7)];
      return {
        task: `${base}${superscript(one)} × ${base}${superscript(other)} as one power`,
        answer: `${base}${superscript(one + other)}`,
        slip: `${base * base}${superscript(one + other)}`,
        hint: `the ${base} stays a ${base}, only the little numbers are added`,
      };
    },
  },
  {
    name: "straight lines",
    exercise(random) {
      const [x, y, run, gradient] = [
        random.whole(0, 6),
        random.whole(0, 9),
        random.whole(2, 6),
        random.whole(2, 7),
      ];
      return {
        task: `the gradient through (${x}, ${y}) and (${x + run}, ${y + run * gradient})`,
        answer: String(gradient),
        slip: fraction(run, run * gradient),
        hint: `it's up over along: ${run * gradient} up, ${run} along`,
      };
    },
  },
  {
    name: "factorising",
    exercise(random) {
      const [p, q] = [random.whole(1, 6), random.whole(7, 11)];
      return {
        task: `factorise x² + ${p + q}x + ${p * q}`,
        answer: `(x + ${p})(x + ${q})`,
        slip: `x(x + ${p + q}) + ${p * q}`,
        hint: `find two numbers that add to ${p + q} and multiply to ${p * q}`,
      };
    },
  },
  {
    name: "simultaneous equations",
    exercise(random) {
      const [y, more] = [random.whole(1, 9), random.whole(1, 9)];
      const x = y + more;
      return {
        task: `x + y = ${x + y} and x − y = ${more}`,
        answer: `x = ${x}, y = ${y}`,
        slip: `x = ${y}, y = ${x}`,
        hint: `add the two equations, the y disappears and 2x = ${2 * x}`,
      };
    },
  },
  {
    name: "probability",
    exercise(random) {
      const [red, blue] = [random.whole(2, 9), random.whole(10, 18)];
      return {
        task: `the chance of red from a bag with ${red} red and ${blue} blue counters`,
        answer: fraction(red, red + blue),
        slip: fraction(red, blue),
        hint: `it's out of all ${red + blue} counters, the red ones count too`,
      };
    },
  },
  {
    name: "areas",
    exercise(random) {
      const [a, b, height] = [random.whole(3, 9), random.whole(10, 16), 2 * random.whole(2, 6)];
      return {
        task: `a trapezium with parallel sides ${a} cm and ${b} cm, height ${height} cm`,
        answer: `${((a + b) * height) / 2} cm²`,
        slip: `${(a + b) * height} cm²`,
        hint: "halve it at the end, you want the average of the two sides",
      };
    },
  },
  {
    name: "Pythagoras",
    exercise(random) {
      const [a, b, c] = random.pick(TRIPLES);
      const scale = random.whole(1, 6);
      return {
        task: `the hypotenuse when the short sides are ${a * scale} cm and ${b * scale} cm`,
        answer: `${c * scale} cm`,
        slip: `${(a + b) * scale} cm`,
        hint: "square them first, then add, then the root of the whole thing",
      };
    },
  },
];
