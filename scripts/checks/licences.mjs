import { existsSync, readFileSync } from "node:fs";
import { inRoot } from "../setup/root.mjs";

/** @typedef {{ name: string, version: string, licence: string }} Part of another maker, that comes with ours */
/**
 * @typedef {{ version?: string, license?: string, link?: boolean, resolved?: string,
 *   dependencies?: Record<string, string>, optionalDependencies?: Record<string, string> }} LockedPackage
 */

/** Whose production dependencies ship: the server program, and the web client with what it is made of. */
const SHIPPED = ["server", "web", "client", "protocol"];
/** Tools that ship too, without what they are made of: what the server runs on, and what writes parts of the bundle. */
const SHIPPED_TOOLS = ["node_modules/bun", "node_modules/@inlang/paraglide-js", "node_modules/vite"];

/**
 * They allow use, change and distribution by anybody, and ask for no more than that their notice is kept; the MPL also
 * that changes of its own files are published, and we make none.
 */
const ALLOWED = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "MPL-2.0",
  "OFL-1.1",
  "Unlicense",
]);

const PAGE = "THIRD-PARTY.md";

// All that ships is listed, in step with package-lock.json, and under licences that a school can live with.
export const licencesCheck = {
  name: "licences",
  run() {
    const parts = findShipped(readLocked());
    const page = existsSync(inRoot(PAGE)) ? readFileSync(inRoot(PAGE), "utf8") : "";
    return [
      ...findForbidden(parts),
      ...(page === describeParts(parts)
        ? []
        : [`${PAGE} is not in step with package-lock.json: node scripts/licences.mjs`]),
    ];
  },
};

/** @returns {Record<string, LockedPackage>} */
export const readLocked = () => JSON.parse(readFileSync(inRoot("package-lock.json"), "utf8")).packages;

/**
 * @param {Record<string, LockedPackage>} locked the packages of a lockfile, by path
 * @returns {Part[]} by name
 */
export function findShipped(locked) {
  /** @type {Set<string>} */
  const found = new Set(SHIPPED_TOOLS.filter((path) => path in locked));
  const open = [...SHIPPED];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const { dependencies = {}, optionalDependencies = {} } = locked[path] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const target = resolve(locked, path, name);
      // What is optional is not for every machine. Our own packages are no parts of others'.
      if (target === undefined || locked[target]?.link || found.has(target)) continue;
      found.add(target);
      open.push(target);
    }
  }
  const parts = [...found].map((path) => partAt(path, locked[path]));
  const unique = new Map(parts.map((part) => [`${part.name} ${part.version}`, part]));
  return [...unique.keys()].sort().map((key) => /** @type {Part} */ (unique.get(key)));
}

/**
 * Where a package finds another, as Node looks for it.
 * @param {Record<string, LockedPackage>} locked
 * @param {string} path
 * @param {string} name
 */
function resolve(locked, path, name) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/")))) {
    const target = `${folder === "" ? "" : `${folder}/`}node_modules/${name}`;
    if (target in locked) return target;
    if (folder === "") return undefined;
  }
}

/**
 * @param {string} path
 * @param {LockedPackage | undefined} locked
 * @returns {Part}
 */
const partAt = (path, locked) => ({
  name: path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length),
  version: locked?.version ?? "",
  licence: locked?.license ?? "none",
});

/**
 * @param {Part[]} parts
 * @returns {string[]} one sentence for each part whose licence is not on the list
 */
export const findForbidden = (parts) =>
  parts
    .filter(({ licence }) => !isAllowed(licence))
    .map(
      ({ name, version, licence }) => `${name} ${version} ships under ${licence}, which is not on the list`,
    );

/**
 * An expression such as `(MIT OR GPL-2.0)`: one of them is chosen, all of those with AND hold.
 * @param {string} licence
 */
const isAllowed = (licence) =>
  licence
    .replace(/[()]/g, "")
    .split(" OR ")
    .some((choice) => choice.split(" AND ").every((one) => ALLOWED.has(one.trim())));

/** @param {Part[]} parts */
export const describeParts = (parts) =>
  [
    "# What of others' ships with Encrptalk",
    "",
    "The server program and the web client use these packages, with all that they use in turn. Each comes with the text",
    "of its licence when `npm` installs it, in `node_modules`. `node scripts/licences.mjs` writes this page, and",
    "`npm run check` fails when it is not in step with `package-lock.json` or a licence is none of those that we take.",
    "",
    "| package | version | licence |",
    "|---|---|---|",
    ...parts.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`),
    "",
  ].join("\n");
