import { describe, expect, test } from "bun:test";
import { UnevenRows } from "./uneven-rows.ts";

/** For a row of which nothing is known. */
const USUAL_PX = 56;

type Rows = UnevenRows<string>;

const names = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `row ${from + index}`);

/** So many rows, of which the last ten are in the document, each as high as is said. */
function ofLast(count: number, heightPx: number): Rows {
  const rows = new UnevenRows<string>((name) => name);
  rows.replace(names(0, count));
  rows.draw(count - 10, count);
  for (let index = count - 10; index < count; index += 1) rows.measure(index, heightPx);
  return rows;
}

describe("where rows stand", () => {
  test("a list begins with the height that lists of its kind have come to, and then keeps to its own", () => {
    const usual = { px: 30 };
    const [one, other] = [0, 1].map(() => new UnevenRows<string>((name) => name, usual)) as [Rows, Rows];
    for (const rows of [one, other]) rows.replace(names(0, 10));
    expect(one.heightOf(0)).toBe(30);
    one.measure(9, 80);
    expect(other.heightOf(0)).toBe(30);
    const next = new UnevenRows<string>((name) => name, usual);
    next.replace(names(0, 10));
    expect([one.heightOf(0), next.heightOf(0)]).toEqual([80, 80]);
  });

  test("what is not in the document is taken to be as high as what is", () => {
    const rows = ofLast(100, 40);
    expect(rows.drawn).toEqual(names(90, 100));
    expect(rows.abovePx).toBe(90 * USUAL_PX);
    rows.moveDown(-rows.surplusPx);
    expect(rows.abovePx).toBe(90 * 40);
    expect(rows.topOf(95)).toBe(95 * 40);
    expect(rows.topOf(10)).toBe(10 * 40);
    expect(rows.belowPx).toBe(0);
  });

  test("a place leads to the row that stands there, and beyond the list to its first and its last", () => {
    const rows = ofLast(100, 40);
    rows.moveDown(-rows.surplusPx);
    for (const index of [0, 17, 89, 90, 99]) {
      expect(rows.indexAt(rows.topOf(index))).toBe(index);
      expect(rows.indexAt(rows.topOf(index) + 39)).toBe(index);
    }
    expect(rows.indexAt(-1_000)).toBe(0);
    expect(rows.indexAt(1_000_000)).toBe(99);
    expect(rows.indexAbove(95, 80)).toBe(93);
  });

  test("rows that come into the document leave the others in their places, also when they are higher than was thought", () => {
    const rows = ofLast(100, 40);
    rows.moveDown(-rows.surplusPx);
    const topPx = rows.topOf(92);
    rows.draw(80, 95);
    expect(rows.topOf(92)).toBe(topPx);
    for (let index = 80; index < 90; index += 1) rows.measure(index, 70);
    const movedPx = rows.topOf(92) - topPx;
    expect(movedPx).toBe(10 * 30);
    rows.moveDown(-movedPx);
    expect(rows.topOf(92)).toBe(topPx);
  });
});

describe("when there are other rows", () => {
  test("what was in the document stays there, with what came between", () => {
    const rows = ofLast(100, 40);
    rows.replace([...names(-50, 95), "between", ...names(95, 103)]);
    expect(rows.drawn).toEqual([...names(90, 95), "between", ...names(95, 100)]);
  });

  test("it has lost less space above it than has come: so much the view has to be moved", () => {
    const rows = ofLast(100, 40);
    rows.moveDown(-rows.surplusPx);
    rows.replace(names(-50, 100));
    expect(rows.surplusPx).toBe(-50 * 40);
  });

  test("of all others nothing is in the document", () => {
    const rows = ofLast(100, 40);
    rows.replace(names(500, 520));
    expect(rows.drawn).toEqual([]);
    expect(rows.abovePx).toBe(0);
    rows.replace([]);
    expect(rows.indexAt(0)).toBe(0);
    expect(rows.indexOf("row 500")).toBe(-1);
  });

  test("the heights of those that are gone are forgotten", () => {
    const rows = ofLast(100, 40);
    rows.measure(99, 200);
    rows.replace(names(500, 503));
    rows.replace(names(0, 100));
    expect(rows.heightOf(99)).toBe(rows.heightOf(0));
  });
});
