import { expect, test } from "bun:test";
import { drawPlot } from "./plot.ts";

test("a plot has its words, a line for each series, and colours for light and dark", async () => {
  const drawing = await drawPlot({
    name: "fan-out-members",
    title: "One room: what a delivery costs",
    x: "members of the room",
    y: "server CPU per delivery, µs",
    series: [
      { name: "Encrptalk", points: [10, 100, 1_000].map((x) => ({ x, y: 40 / x + 5 })) },
      { name: "raw publish", points: [10, 100, 1_000].map((x) => ({ x, y: 10 / x + 5 })) },
    ],
  });
  for (const words of ["One room: what a delivery costs", "members of the room", "Encrptalk", "raw publish"])
    expect(drawing).toContain(words);
  expect(drawing.match(/class="mark-line /g)).toHaveLength(2);
  expect(drawing).toContain("prefers-color-scheme:dark");
  expect(drawing).toStartWith("<svg");
});
