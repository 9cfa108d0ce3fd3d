import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { runForeground } from "./child.mjs";
import { inRoot, ROOT } from "./root.mjs";
import { CannotContinue } from "./stop.mjs";

const SOURCES = ["web", "client", "protocol"];
const NOT_SOURCES = new Set(["node_modules", "dist", "paraglide", "tests"]);
const BUILT_FROM = inRoot("web/dist/.built-from");

/**
 * Builds the web client unless web/dist was built from exactly these sources.
 * @param {string} bun path of Bun
 */
export async function ensureWebBuild(bun) {
  const wanted = hashOfSources();
  if (existsSync(BUILT_FROM) && readFileSync(BUILT_FROM, "utf8") === wanted) return;
  console.log("Building the web client …");
  // Bun rather than Node: Bun is pinned, and Vite does not run on every Node 20.
  const code = await runForeground(bun, ["--bun", inRoot("node_modules/vite/bin/vite.js"), "build"], {
    cwd: inRoot("web"),
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (code !== 0) throw new CannotContinue("The web client could not be built: the reason stands above.");
  writeFileSync(BUILT_FROM, wanted);
}

function hashOfSources() {
  const hash = createHash("sha256");
  const files = [inRoot("package-lock.json"), inRoot("tsconfig.base.json")];
  for (const folder of SOURCES) files.push(...sourcesIn(inRoot(folder)));
  for (const file of files) {
    hash
      .update(`${relative(ROOT, file).split(sep).join("/")}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return hash.digest("hex");
}

/**
 * @param {string} folder
 * @returns {string[]} the files that go into a build, in a fixed order
 */
function sourcesIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (NOT_SOURCES.has(entry.name) || entry.name.includes(".test.")) return [];
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return sourcesIn(path);
      return entry.isFile() ? [path] : [];
    });
}
