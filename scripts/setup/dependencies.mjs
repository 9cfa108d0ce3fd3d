import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { exitCode } from "./child.mjs";
import { inRoot, ROOT } from "./root.mjs";
import { CannotContinue } from "./stop.mjs";

const MIN_NODE_MAJOR = 20;
const PROGRESS_INTERVAL_MS = 10_000;

const NETWORK_ERROR =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|FETCH_ERROR|E5\d\d/;

/** Installs what the lockfile names, unless exactly that is installed already. */
export async function ensureDependencies() {
  const [nodeMajor = 0] = process.versions.node.split(".").map(Number);
  if (nodeMajor < MIN_NODE_MAJOR) {
    throw new CannotContinue(
      `Encrptalk needs Node ${MIN_NODE_MAJOR} or newer to install itself, and this is Node ${process.versions.node}: please install a newer Node, then run the command again.`,
    );
  }
  const wanted = readPackages(inRoot("package-lock.json"));
  const installedRecord = inRoot("node_modules/.package-lock.json");
  if (existsSync(installedRecord) && isInstalled(wanted, readPackages(installedRecord))) return;
  await install();
}

/**
 * npm keeps its own record of what it installed; comparing with that also notices a `npm install` by hand.
 * Optional packages are those of other platforms, which npm leaves out.
 * @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean }>} Packages
 * @param {Packages} wanted
 * @param {Packages} installed
 */
export function isInstalled(wanted, installed) {
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "") return true;
    const found = installed[path];
    if (found === undefined) return entry.optional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

/**
 * @param {string} lockfile
 * @returns {Packages}
 */
function readPackages(lockfile) {
  return JSON.parse(readFileSync(lockfile, "utf8")).packages;
}

async function install() {
  console.log("Installing packages, once (about a minute) …");
  const startedAt = Date.now();
  const progress = setInterval(() => {
    console.log(`  still installing, ${Math.round((Date.now() - startedAt) / 1000)} s`);
  }, PROGRESS_INTERVAL_MS);
  try {
    const { code, output } = await npmCi();
    if (code !== 0) throw new CannotContinue(explainFailure(output));
  } finally {
    clearInterval(progress);
  }
  console.log(`Packages installed in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
}

async function npmCi() {
  // --include=dev: Bun and the web build are development packages, and NODE_ENV=production would drop them.
  const args = ["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const npmScript = process.env.npm_execpath;
  const child = npmScript?.endsWith(".js")
    ? spawn(process.execPath, [npmScript, ...args], { cwd: ROOT, stdio: ["ignore", "ignore", "pipe"] })
    : spawn("npm", args, {
        cwd: ROOT,
        stdio: ["ignore", "ignore", "pipe"],
        shell: process.platform === "win32",
      });
  let output = "";
  child.stderr?.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
    output += text;
  });
  try {
    return { code: await exitCode(child), output };
  } catch {
    throw new CannotContinue(
      "Encrptalk installs its packages with npm, and npm was not found: please install it.",
    );
  }
}

/** @param {string} output what npm wrote to its error stream */
export function explainFailure(output) {
  const code = output.match(/npm error code (\S+)/)?.[1] ?? "";
  if (NETWORK_ERROR.test(code) || (code === "" && NETWORK_ERROR.test(output))) {
    return `The packages could not be installed because npm could not reach its registry (${code || "network error"}): check the network connection, then run the command again.`;
  }
  if (code === "ENOSPC") {
    return "The packages could not be installed because the disk is full: free about 1 GB, then run the command again.";
  }
  if (code === "EUSAGE") {
    return `The packages could not be installed because package-lock.json is incomplete (${missingPackage(output)}): run \`npm install\` and commit the lockfile.`;
  }
  return `The packages could not be installed (npm ci failed${code && ` with ${code}`}): ${firstLine(output)}`;
}

/** @param {string} output */
function missingPackage(output) {
  return output.match(/(?:Missing|Invalid): .+/)?.[0] ?? "it does not fit the package.json files";
}

/** @param {string} output */
function firstLine(output) {
  const lines = output.split("\n").map((line) => line.replace(/^npm error /, "").trim());
  return lines.find((line) => line !== "" && !line.startsWith("code ")) ?? "run `npm ci` to see why.";
}
