import { spawnSync } from "node:child_process";
import { ROOT } from "../setup/root.mjs";

/** How long the registry may take. */
const WITHIN_MS = 30_000;

// No vulnerability of what ships that its makers' registry knows as high or critical. Not every registry answers, and
// not every machine has one: then nothing was learnt, and nothing has failed.
export const vulnerabilitiesCheck = {
  name: "npm audit",
  run() {
    const { stdout } = spawnSync("npm", ["audit", "--omit=dev", "--json"], {
      cwd: ROOT,
      encoding: "utf8",
      timeout: WITHIN_MS,
    });
    return judge(stdout ?? "");
  },
};

/**
 * @param {string} answer what `npm audit --json` printed
 * @returns {string[] | { notRun: string }} one sentence for each package
 */
export function judge(answer) {
  const report = parse(answer);
  if (report?.metadata?.vulnerabilities === undefined)
    return { notRun: report?.message ?? "the registry was not reached" };
  return Object.values(report.vulnerabilities ?? {})
    .filter(({ severity }) => severity === "high" || severity === "critical")
    .map(({ name, severity }) => `${name} has a vulnerability that is ${severity}: see npm audit --omit=dev`);
}

/**
 * @param {string} answer
 * @returns {{ message?: string, metadata?: { vulnerabilities?: object },
 *   vulnerabilities?: Record<string, { name: string, severity: string }> } | null}
 */
function parse(answer) {
  try {
    return JSON.parse(answer);
  } catch {
    return null;
  }
}
