import { expect, test } from "bun:test";
import parse from "parse-prometheus-text-format";
import { Counter, Counters } from "./counter.ts";
import { counter, counters, expose, gauge, histogram } from "./exposition.ts";
import { Histogram } from "./histogram.ts";

test("another's parser reads what is written", () => {
  const doors = new Counters(["front", "back"]);
  doors.add("front");
  doors.add("window", 2);
  const rings = new Counter();
  rings.add(3);
  const waits = new Histogram([0.5]);
  waits.observe(0.25);
  waits.observe(7);
  const text = expose([
    counter("bell_rings_total", "Rings of the bell.", rings),
    counters("door_opened_total", "By door.", "door", doors),
    gauge("people", "Inside now.", 0.1 + 0.2),
    gauge("last_fire_timestamp_seconds", "Never.", null),
    histogram("wait_seconds", "At the door.", waits),
  ]);
  expect(parse(text)).toMatchObject([
    { name: "bell_rings_total", help: "Rings of the bell.", type: "COUNTER", metrics: [{ value: "3" }] },
    {
      name: "door_opened_total",
      metrics: [
        { labels: { door: "front" }, value: "1" },
        { labels: { door: "back" }, value: "0" },
        { labels: { door: "other" }, value: "2" },
      ],
    },
    { name: "people", type: "GAUGE", metrics: [{ value: "0.30000000000000004" }] },
    { name: "last_fire_timestamp_seconds", metrics: [] },
    { type: "HISTOGRAM", metrics: [{ buckets: { "0.5": "1", "+Inf": "2" }, count: "2", sum: "7.25" }] },
  ]);
});

test("a label or a help text cannot end its line or its quotes", () => {
  const strange = new Counters(['a"b\\c\nd']);
  const text = expose([counters("strange_total", "One\\line,\nthen another.", "what", strange)]);
  expect(text).toBe(
    [
      "# HELP strange_total One\\\\line,\\nthen another.",
      "# TYPE strange_total counter",
      'strange_total{what="a\\"b\\\\c\\nd"} 0',
      "",
    ].join("\n"),
  );
  expect(parse(text)[0]?.metrics[0]?.labels).toEqual({ what: 'a"b\\c\nd' });
});
