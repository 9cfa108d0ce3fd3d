import { readdirSync, readFileSync } from "node:fs";
import { inRoot, ROOT } from "../setup/root.mjs";

const SKIPPED = new Set(["node_modules", "dist", "paraglide", "test-results"]);
const SOURCE = /\.(ts|tsx|mjs|js)$/;

/** @typedef {{ path: string, source: string }} SourceFile path is relative to the repository, with slashes */

/**
 * @param {readonly string[]} folders
 * @returns {SourceFile[]}
 */
export function readSourceFiles(folders) {
  return folders.flatMap(sourcePathsIn).map((path) => ({ path, source: readFileSync(inRoot(path), "utf8") }));
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function sourcePathsIn(folder) {
  return readdirSync(`${ROOT}/${folder}`, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : sourcePathsIn(path);
    return SOURCE.test(entry.name) ? [path] : [];
  });
}
