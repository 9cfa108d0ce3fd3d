import { spawnSync } from "node:child_process";
import { inRoot, ROOT } from "../setup/root.mjs";

const TYPED_FOLDERS = [
  "protocol",
  "client",
  "server",
  "web",
  "web/src/service-worker",
  "e2e",
  "bench",
  "bench/src/browser/in-page",
  "prove",
  "docs",
  "scripts",
];

/** @typedef {{ name: string, run: () => string[] }} Check run returns what is wrong */

/**
 * The checks that are programs of others: format and lint, types, what is unused.
 * @param {string} bun path of Bun
 * @returns {Check[]}
 */
export function toolChecks(bun) {
  /**
   * @param {string} name
   * @param {string} script of a package
   * @param {string[]} args
   * @returns {Check}
   */
  const tool = (name, script, args) => ({ name, run: () => runTool(name, bun, [inRoot(script), ...args]) });
  return [
    tool("format and lint", "node_modules/@biomejs/biome/bin/biome", ["ci", "--colors=off", "."]),
    ...TYPED_FOLDERS.map((folder) =>
      tool(`types of ${folder}`, "node_modules/typescript/bin/tsc", ["-p", folder]),
    ),
    tool("nothing unused", "node_modules/knip/bin/knip-bun.js", ["--no-progress"]),
  ];
}

/**
 * @param {string} name
 * @param {string} command
 * @param {string[]} args
 * @returns {string[]}
 */
function runTool(name, command, args) {
  const { status } = spawnSync(command, args, { cwd: ROOT, stdio: "inherit" });
  return status === 0 ? [] : [`${name}: exit status ${status}`];
}
