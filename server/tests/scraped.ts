import parse from "parse-prometheus-text-format";
import type { School } from "./school.ts";

export const TOKEN = "a-token-of-the-tests";

/** What `/metrics` said at one moment, as a parser that is not ours reads it. */
export class Scraped {
  readonly #families: ReturnType<typeof parse>;

  constructor(readonly text: string) {
    this.#families = parse(text);
  }

  static async of(school: School): Promise<Scraped> {
    const response = await school.fetch("GET", "/metrics", { authorization: `Bearer ${TOKEN}` });
    return new Scraped(await response.text());
  }

  /** Such as `encrptalk_websockets`, without what a histogram adds. */
  get names(): string[] {
    return this.#families.map(({ name }) => name);
  }

  /** How many lines have a value. */
  get series(): number {
    return this.text.split("\n").filter((line) => line !== "" && !line.startsWith("#")).length;
  }

  /** The value of the series with these labels, or 0 where there is none. */
  value(name: string, labels: Readonly<Record<string, string>> = {}): number {
    const sample = this.#metrics(name).find((each) =>
      Object.entries(labels).every(([label, value]) => each.labels?.[label] === value),
    );
    return Number(sample?.value ?? 0);
  }

  /** Of a histogram: how many values it has seen, and how many of them were at most `bound`. */
  seen(name: string, bound = "+Inf"): number {
    return Number(this.#metrics(name)[0]?.buckets?.[bound] ?? 0);
  }

  #metrics(name: string) {
    const family = this.#families.find((each) => each.name === name);
    if (!family) throw new Error(`there is no metric ${name}`);
    return family.metrics;
  }
}
