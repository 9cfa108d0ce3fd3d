import { existsSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { inRoot } from "../setup/root.mjs";
import { ensureWebBuild } from "../setup/web-build.mjs";

/**
 * @typedef {{ file: string, source: string | null, isEntry: boolean, imports: string[], styles: string[],
 *   modules: Record<string, number> }} Chunk of the built web client, as web/build/list-chunks.ts lists them
 */
/** @typedef {{ name: string, parts: string[] }} Screen what the browser has fetched, besides the page's own script */
/** @typedef {{ files: string[], bytes: number, styleBytes: number, largest: [name: string, bytes: number][] }} Weight */

/** Of JavaScript, compressed by gzip, until a screen can be used. */
const BUDGET_BYTES = 100_000;
const NAMED = 5;

const INSIDE = ["src/app/open-client.ts", "src/app/main-screen.tsx"];
/** e2e/tests/first-screen.spec.ts sees that a browser fetches no more than this before. @type {Screen[]} */
const SCREENS = [
  { name: "Signing in", parts: ["src/sign-in/sign-in-page.tsx"] },
  { name: "A student's rooms and messages", parts: [...INSIDE, "src/rooms/rooms-screen.tsx"] },
  {
    name: "The staff's desk and a conversation",
    parts: [...INSIDE, "src/app/navigation-rail.tsx", "src/desk/desk-screen.tsx"],
  },
];

/**
 * What a browser fetches until somebody can use the first screen stays within its budget.
 * @param {string} bun path of Bun
 */
export const webBudgetCheck = (bun) => ({
  name: "what the first screens weigh",
  async run() {
    await ensureWebBuild(bun);
    const read = (/** @type {string} */ file) => readFileSync(inRoot(`web/dist/${file}`));
    /** @type {Chunk[]} */
    const chunks = JSON.parse(read(".chunks").toString());
    const problems = [];
    for (const screen of SCREENS) {
      const missing = screen.parts.filter((part) => !chunks.some((chunk) => has(chunk, part)));
      if (missing.length > 0) {
        problems.push(`${screen.name}: ${missing.join(", ")} is in no file: correct the list of screens`);
        continue;
      }
      const weight = weigh(chunks, screen.parts, (file) => gzipSync(read(file), { level: 9 }).length);
      console.log(`  ${describe(screen, weight)}`);
      problems.push(...judge(screen, weight));
    }
    console.log(`  The font of all of them: ${kilobytes(fontBytes(read("index.html").toString()))}`);
    return problems;
  },
});

/**
 * @param {Chunk[]} chunks
 * @param {string[]} parts sources of the parts that are fetched when they are shown
 * @param {(file: string) => number} bytesOf a file, compressed
 * @returns {Weight}
 */
export function weigh(chunks, parts, bytesOf) {
  const byFile = new Map(chunks.map((chunk) => [chunk.file, chunk]));
  const wanted = chunks.filter((chunk) => chunk.isEntry || parts.some((part) => has(chunk, part)));
  const found = new Set(wanted);
  for (const { imports } of found)
    for (const file of imports) {
      const chunk = byFile.get(file);
      if (chunk !== undefined) found.add(chunk);
    }
  /** @type {Map<string, number>} */
  const shares = new Map();
  let bytes = 0;
  for (const { file, modules } of found) {
    const fileBytes = bytesOf(file);
    bytes += fileBytes;
    const length = Object.values(modules).reduce((sum, one) => sum + one, 0) || 1;
    for (const [module, moduleLength] of Object.entries(modules)) {
      const owner = ownerOf(module);
      shares.set(owner, (shares.get(owner) ?? 0) + (fileBytes * moduleLength) / length);
    }
  }
  const styles = new Set([...found].flatMap((chunk) => chunk.styles));
  return {
    files: [...found].map(({ file }) => file),
    bytes,
    styleBytes: [...styles].reduce((sum, file) => sum + bytesOf(file), 0),
    largest: [...shares].sort(([, a], [, b]) => b - a).slice(0, NAMED),
  };
}

/**
 * @param {Chunk} chunk
 * @param {string} part
 */
const has = ({ source, modules }, part) => source === part || part in modules;

/**
 * @param {string} module a path relative to the web client
 * @returns {string} the package it is of, or our folder
 */
function ownerOf(module) {
  const inPackage = module.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/);
  if (inPackage?.[1] !== undefined) return inPackage[1];
  const ours = module.match(/^(?:\.\.\/)?([^/]+)\/src\//) ?? module.match(/^(src\/[^/]+)\//);
  return ours?.[1] ?? module;
}

/**
 * @param {Screen} screen
 * @param {Weight} weight
 * @returns {string[]} a sentence when it is over the budget
 */
export function judge({ name }, { bytes, largest }) {
  if (bytes <= BUDGET_BYTES) return [];
  const named = largest.map(([owner, share]) => `${owner} ${kilobytes(share)}`).join(", ");
  return [
    `${name} takes ${kilobytes(bytes)} of JavaScript (gzip), more than ${kilobytes(BUDGET_BYTES)}; most of it: ${named}`,
  ];
}

/**
 * @param {Screen} screen
 * @param {Weight} weight
 */
const describe = ({ name }, { files, bytes, styleBytes }) =>
  `${name}: ${kilobytes(bytes)} of ${kilobytes(BUDGET_BYTES)} JavaScript (gzip) in ${files.length} files, ` +
  `${kilobytes(styleBytes)} style sheets`;

/** @param {string} page index.html, which has the font fetched ahead */
function fontBytes(page) {
  const font = page.match(/href="\/(assets\/[^"]+\.woff2)"/)?.[1];
  return font === undefined || !existsSync(inRoot(`web/dist/${font}`))
    ? 0
    : readFileSync(inRoot(`web/dist/${font}`)).length;
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;
