import { describe, expect, test } from "bun:test";
import { linkify } from "./linkify.ts";

const links = (text: string) => linkify(text).flatMap((part) => (part.kind === "link" ? [part.text] : []));

describe("Links in a message", () => {
  test("keep the words around them", () => {
    expect(linkify("see https://school.example/notes, please")).toEqual([
      { kind: "text", text: "see " },
      { kind: "link", text: "https://school.example/notes", href: "https://school.example/notes" },
      { kind: "text", text: ", please" },
    ]);
  });

  test("lead only to http, https and mailto", () => {
    expect(
      links("javascript:alert(1) data:text/html,x ftp://a.example file:///etc/passwd vbscript:x"),
    ).toEqual([]);
    expect(links("http://a.example mailto:rao@school.example HTTPS://B.example")).toHaveLength(3);
  });

  test("do not begin inside a word", () => {
    expect(links("xhttps://a.example")).toEqual([]);
    expect(links("javascript:https://a.example")).toEqual(["https://a.example"]);
  });

  test("leave out the marks of the sentence but keep balanced brackets", () => {
    expect(links("(https://en.example/wiki/Mercury_(planet)).")).toEqual([
      "https://en.example/wiki/Mercury_(planet)",
    ]);
    expect(links("https://a.example/?q=1!!!")).toEqual(["https://a.example/?q=1"]);
  });

  test("are not made of what is no address", () => {
    expect(links("https:// mailto: http://[broken mailto:nobody")).toEqual([]);
  });

  test("lose no character of the text", () => {
    const text = "«https://a.example» — https://b.example/ü?x=(1) 👩‍👩‍👧 https://";
    expect(
      linkify(text)
        .map((part) => part.text)
        .join(""),
    ).toBe(text);
  });

  test("are found in linear time", () => {
    const started = performance.now();
    linkify(`https://a.example/${"(".repeat(50)}${")".repeat(100_000)}`);
    linkify("https://".repeat(10_000));
    expect(performance.now() - started).toBeLessThan(500);
  });
});
