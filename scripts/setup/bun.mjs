import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { inRoot } from "./root.mjs";
import { CannotContinue } from "./stop.mjs";

/**
 * Finds the Bun that the lockfile pins. The `bun` package is only a launcher, which an install script would
 * replace; the program is in a package of its own for each platform, so it is found without install scripts.
 * @returns {string} path of the program
 */
export function findBun() {
  const bun = bunCandidates(process.platform, process.arch)
    .map((name) => inRoot(`node_modules/@oven/${name}/bin/bun${process.platform === "win32" ? ".exe" : ""}`))
    .find((path) => existsSync(path) && runs(path));
  if (bun !== undefined) return bun;
  throw new CannotContinue(
    `No Bun for this machine (${process.platform} ${process.arch}) was installed: delete node_modules and run the command again; if that does not help, Bun does not support this machine.`,
  );
}

/**
 * The packages which may hold Bun for a platform, best first. Which C library and which processor features
 * there are is found by trying: a program built for others does not start.
 * @param {string} platform as in process.platform
 * @param {string} arch as in process.arch
 */
export function bunCandidates(platform, arch) {
  const system = platform === "win32" ? "windows" : platform;
  const processor = arch === "arm64" ? "aarch64" : arch;
  const variants = system === "linux" ? ["", "-musl", "-baseline", "-musl-baseline"] : ["", "-baseline"];
  if (system === "android") return [`bun-linux-${processor}-android`];
  return variants.map((variant) => `bun-${system}-${processor}${variant}`);
}

/** @param {string} program */
function runs(program) {
  return spawnSync(program, ["--version"], { stdio: "ignore" }).status === 0;
}
