import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { runForeground } from "./child.mjs";
import { inRoot } from "./root.mjs";
import { CannotContinue } from "./stop.mjs";

const SOURCES = [
  "package-lock.json",
  "tsconfig.base.json",
  "protocol/src",
  "client/src",
  "web/src",
  "web/build",
  "web/public",
  "web/messages",
  "web/project.inlang/settings.json",
  "web/index.html",
  "web/package.json",
  "web/vite.config.ts",
];
/** Written by the build itself, and by that of the pseudo-locale. */
const GENERATED = new Set(["paraglide", "ar-XB.json"]);
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
  for (const path of SOURCES.flatMap(filesAt)) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(inRoot(path)))
      .update("\0");
  }
  return hash.digest("hex");
}

/**
 * @param {string} path of a file or a folder, relative to the repository
 * @returns {string[]} the files that go into a build, in a fixed order
 */
function filesAt(path) {
  if (!existsSync(inRoot(path))) return [];
  if (statSync(inRoot(path)).isFile()) return [path];
  return readdirSync(inRoot(path))
    .sort()
    .filter((name) => !GENERATED.has(name) && !name.includes(".test."))
    .flatMap((name) => filesAt(`${path}/${name}`));
}
