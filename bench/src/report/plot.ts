import { parse, type Scale, type Spec, View } from "vega";
import type { Growth } from "../rows/row.ts";

const WIDTH = 560;
const HEIGHT = 280;
/** Readable on white and on black. */
const COLOURS = ["#2f81f7", "#e8590c", "#2b9348", "#a855f7", "#c99700", "#d6336c"];
/** Values that differ more than this many times are drawn by their powers. */
const WIDE = 30;

/** Text and axes take the colour of the page: SVG's `currentColor`, which STYLE sets. */
const INK = "currentColor";
const STYLE = "<style>svg{color:#1f2328}@media(prefers-color-scheme:dark){svg{color:#e6edf3}}</style>";

/** Draws a growth as SVG, for light and for dark pages. */
export async function drawPlot(growth: Growth): Promise<string> {
  const view = new View(parse(describePlot(growth)), { renderer: "none" });
  try {
    return (await view.toSVG()).replace(/<svg[^>]*>/, (opening) => opening + STYLE);
  } finally {
    view.finalize();
  }
}

/** As Vega wants it (vega.github.io/vega/docs/specification). */
function describePlot({ title, x, y, series }: Growth): Spec {
  const values = series.flatMap(({ name, points }) => points.map((point) => ({ series: name, ...point })));
  // Where was measured, so that a power's many small steps do not fill the axis.
  const xs = [...new Set(values.map(({ x }) => x))].sort((one, other) => one - other);
  const axis = { grid: true, gridColor: INK, gridOpacity: 0.15, domainColor: INK, tickColor: INK };
  const text = { labelColor: INK, titleColor: INK, labelFontSize: 12, titleFontSize: 13, titlePadding: 8 };
  const at = { x: { scale: "x", field: "x" }, y: { scale: "y", field: "y" } };
  const colour = { scale: "series", field: "series" };
  return {
    width: WIDTH,
    height: HEIGHT,
    padding: 12,
    autosize: "pad",
    title: { text: title, anchor: "start", color: INK, fontSize: 15, offset: 12 },
    data: [{ name: "points", values }],
    scales: [
      scaleFor("x", xs),
      scaleFor(
        "y",
        values.map(({ y }) => y),
      ),
      { name: "series", type: "ordinal", domain: series.map(({ name }) => name), range: COLOURS },
    ],
    axes: [
      {
        ...axis,
        ...text,
        orient: "bottom",
        scale: "x",
        title: x,
        format: ",~r",
        labelOverlap: true,
        values: xs,
      },
      { ...axis, ...text, orient: "left", scale: "y", title: y, format: ",~r", labelOverlap: true },
    ],
    legends: [
      {
        stroke: "series",
        symbolType: "stroke",
        symbolStrokeWidth: 3,
        orient: "bottom",
        labelColor: INK,
        labelFontSize: 12,
        labelLimit: WIDTH,
      },
    ],
    marks: [
      {
        type: "group",
        from: { facet: { name: "line", data: "points", groupby: "series" } },
        marks: [
          {
            type: "line",
            from: { data: "line" },
            encode: { enter: { ...at, stroke: colour, strokeWidth: { value: 2 } } },
          },
          {
            type: "symbol",
            from: { data: "line" },
            encode: { enter: { ...at, fill: colour, size: { value: 40 } } },
          },
        ],
      },
    ],
  };
}

/** Linear from zero, or by powers of ten. */
function scaleFor(field: "x" | "y", values: readonly number[]): Scale {
  const least = Math.min(...values);
  const base = {
    name: field,
    range: field === "x" ? ("width" as const) : ("height" as const),
    domain: { data: "points", field },
  };
  return least > 0 && Math.max(...values) / least > WIDE
    ? { ...base, type: "log" }
    : { ...base, type: "linear", nice: true, zero: true };
}
