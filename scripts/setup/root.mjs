import { fileURLToPath } from "node:url";

/** The repository's folder. Everything is resolved from here, so a command works from any folder. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** @param {string} path relative to the repository */
export function inRoot(path) {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}
