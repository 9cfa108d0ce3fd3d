import type { Counter, Counters } from "./counter.ts";
import type { Histogram } from "./histogram.ts";

/** One metric with all its time series, as Prometheus' text format 0.0.4 groups them. */
export interface Family {
  name: string;
  help: string;
  type: "counter" | "gauge" | "histogram";
  samples: readonly Sample[];
}

interface Sample {
  /** `_bucket`, `_sum` and `_count` of a histogram. */
  suffix?: string;
  labels?: Readonly<Record<string, string>>;
  value: number;
}

export const CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

export const counter = (name: string, help: string, { value }: Counter): Family => ({
  name,
  help,
  type: "counter",
  samples: [{ value }],
});

export const counters = (name: string, help: string, label: string, counted: Counters): Family => ({
  name,
  help,
  type: "counter",
  samples: samplesOf(label, counted),
});

/** One for each key, with further labels that they share. */
export const samplesOf = (
  label: string,
  counted: Counters,
  shared: Readonly<Record<string, string>> = {},
): Sample[] =>
  Array.from(counted.entries(), ([key, value]) => ({ labels: { [label]: key, ...shared }, value }));

/** `null`: not known, which is no sample. */
export const gauge = (name: string, help: string, value: number | null): Family => ({
  name,
  help,
  type: "gauge",
  samples: value === null ? [] : [{ value }],
});

export const gauges = (
  name: string,
  help: string,
  label: string,
  values: Readonly<Record<string, number>>,
): Family => ({
  name,
  help,
  type: "gauge",
  samples: Object.entries(values).map(([key, value]) => ({ labels: { [label]: key }, value })),
});

export function histogram(name: string, help: string, seen: Histogram): Family {
  const buckets = seen.cumulative();
  return {
    name,
    help,
    type: "histogram",
    samples: [
      ...buckets.map(({ bound, count }) => ({
        suffix: "_bucket",
        labels: { le: numberText(bound) },
        value: count,
      })),
      { suffix: "_sum", value: seen.sum },
      { suffix: "_count", value: buckets.at(-1)?.count ?? 0 },
    ],
  };
}

/** Writes all of them in the text format 0.0.4. */
export const expose = (families: readonly Family[]): string =>
  families
    .map(({ name, help, type, samples }) =>
      [
        `# HELP ${name} ${help.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")}\n`,
        `# TYPE ${name} ${type}\n`,
        ...samples.map(
          ({ suffix = "", labels = {}, value }) =>
            `${name}${suffix}${labelsText(labels)} ${numberText(value)}\n`,
        ),
      ].join(""),
    )
    .join("");

function labelsText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${escaped(value)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

const escaped = (value: string): string =>
  value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");

const numberText = (value: number): string => (value === Number.POSITIVE_INFINITY ? "+Inf" : String(value));
