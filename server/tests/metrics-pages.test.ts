import { afterAll, describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { School } from "./school.ts";
import { Scraped, TOKEN } from "./scraped.ts";

const FOLDER = join(import.meta.dirname, "../../docs/grafana");
const { school } = await School.open({ config: { metricsToken: TOKEN } });
afterAll(() => school.close());
const { names } = await Scraped.of(school);

interface Panel {
  type: string;
  title: string;
  gridPos: { x: number; y: number; w: number; h: number };
  datasource?: { uid: string };
  targets?: { expr: string; datasource: { uid: string } }[];
}
const { panels } = JSON.parse(readFileSync(join(FOLDER, "encrptalk.json"), "utf8")) as { panels: Panel[] };

/** What a PromQL expression or a page names that could be a metric of ours. */
const metricsIn = (text: string): string[] => text.match(/\b(?:encrptalk|process)_\w+/g) ?? [];

describe("Grafana's dashboard", () => {
  const expressions = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));

  test("names no metric that the server does not have", () => {
    const asked = expressions.flatMap(metricsIn).map((name) => name.replace(/_(bucket|sum|count)$/, ""));
    expect(asked.length).toBeGreaterThan(30);
    expect(asked.filter((name) => !names.includes(name))).toEqual([]);
  });

  test("shows every metric that the server has", () => {
    const shown = new Set(
      expressions.flatMap(metricsIn).map((name) => name.replace(/_(bucket|sum|count)$/, "")),
    );
    expect(names.filter((name) => !shown.has(name))).toEqual([]);
  });

  test("asks whichever Prometheus is chosen, and lies in rows without overlapping", () => {
    const sources = panels.flatMap(({ datasource, targets = [] }) => [
      ...(datasource ? [datasource.uid] : []),
      ...targets.map((target) => target.datasource.uid),
    ]);
    expect([...new Set(sources)]).toEqual([`\${datasource}`]);
    const rows = panels.filter(({ type }) => type === "row").map(({ title }) => title);
    expect(rows).toEqual(["People", "Messages", "Store", "Search", "Memory and processor", "Doors"]);
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
  });
});

test("the page on metrics lists every metric, and no other", () => {
  const page = readFileSync(join(FOLDER, "README.md"), "utf8");
  const listed = [...page.matchAll(/^\| `(\w+)/gm)].map(([, name]) => name ?? "");
  expect(listed.sort()).toEqual([...names].sort());
});
