import { join } from "node:path";
import { PEERS } from "./index.ts";

const PROGRAM = join(import.meta.dirname, "install-packages.sh");

/** Installs what peers need that npm does not. Answers whether all are there now; if not, it has said what to do. */
export async function installPeers(): Promise<boolean> {
  const packages = findMissing();
  if (packages.length > 0 && !(await install(packages))) return false;
  console.log("All peers are installed.");
  return true;
}

async function install(packages: string[]): Promise<boolean> {
  if (Bun.which("apt-get") === null) {
    console.error(`This system has no apt-get. Install with what it has: ${packages.join(", ")}.`);
    return false;
  }
  const command = ["sh", PROGRAM, ...packages];
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && Bun.which("sudo") === null) {
    console.error(`Installing takes an administrator, who runs: ${command.join(" ")}`);
    return false;
  }
  const installing = Bun.spawn(isRoot ? command : ["sudo", ...command], {
    stdio: ["inherit", "inherit", "inherit"],
  });
  await installing.exited;
  const missing = findMissing();
  if (missing.length > 0) console.error(`Not installed; why, stands above: ${missing.join(", ")}.`);
  return missing.length === 0;
}

/** Debian's names of what is not on this machine. */
function findMissing(): string[] {
  const missing = PEERS.flatMap(({ installation }) =>
    installation === null || installation.isThere() ? [] : installation.debianPackages,
  );
  return [...new Set(missing)];
}
