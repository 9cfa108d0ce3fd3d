import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CACHE } from "../folders.ts";
import { NotMeasured } from "../rows/row.ts";

/** The last one that runs on Node 20. Installed when asked for only: it is larger than the whole project. */
const VERSION = "12.8.2";
const FOLDER = join(CACHE, `lighthouse-${VERSION}`);
const PROGRAM = join(FOLDER, "node_modules/lighthouse/cli/index.js");

const MOST_TRIES = 3;

export const CATEGORIES = ["performance", "accessibility", "best-practices"] as const;

export interface Audited {
  /** From 0 to 100. */
  scores: Record<(typeof CATEGORIES)[number], number>;
  /** What was found wanting, each a sentence. */
  findings: string[];
  /** How fast the browser is on this machine, by Lighthouse's own measure. */
  benchmarkIndex: number;
}

/** What is read of Lighthouse's result. */
interface Result {
  runtimeError?: { message: string };
  environment: { benchmarkIndex: number };
  categories: Record<string, { score: number | null }>;
  audits: Record<
    string,
    { title: string; score: number | null; scoreDisplayMode: string; displayValue?: string }
  >;
}

/** Installs it into bench/.cache. Answers whether it is there now; if not, npm has said why. */
export async function installLighthouse(): Promise<boolean> {
  if (existsSync(PROGRAM)) return true;
  const unfinished = join(CACHE, "unfinished-lighthouse");
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  await Bun.write(join(unfinished, "package.json"), '{ "private": true }\n');
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"];
  const npm = Bun.spawn(["npm", "install", `lighthouse@${VERSION}`, ...flags], {
    cwd: unfinished,
    stdio: ["ignore", "ignore", "inherit"],
  });
  if ((await npm.exited) !== 0) return false;
  renameSync(unfinished, FOLDER);
  return true;
}

/** Throws `NotMeasured` where it is not installed. */
export function requireLighthouse(): void {
  if (existsSync(PROGRAM)) return;
  throw new NotMeasured(
    `Lighthouse ${VERSION} is not installed: npm run bench -- --install-peers installs it into bench/.cache.`,
  );
}

/**
 * Looks at a page as on a phone, in the browser that listens on `port`, with the cookies that it has; again where its
 * trace did not come to be, as happens now and then.
 */
export async function audit(url: string, port: number): Promise<Audited> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await auditOnce(url, port);
    } catch (error) {
      if (tries === MOST_TRIES) throw error;
      console.error(`  ${String(error)} Once more …`);
    }
  }
}

async function auditOnce(url: string, port: number): Promise<Audited> {
  const output = join(CACHE, `lighthouse-result-${process.pid}.json`);
  const options = [
    `--port=${port}`,
    "--output=json",
    `--output-path=${output}`,
    `--only-categories=${CATEGORIES.join()}`,
    "--no-enable-error-reporting",
    "--quiet",
  ];
  const lighthouse = Bun.spawn(["node", PROGRAM, url, ...options], {
    cwd: FOLDER,
    stdio: ["ignore", "ignore", "inherit"],
  });
  try {
    if ((await lighthouse.exited) !== 0)
      throw new NotMeasured("Lighthouse ended without a result; see above.");
    return read((await Bun.file(output).json()) as Result);
  } finally {
    rmSync(output, { force: true });
  }
}

function read({ runtimeError, environment, categories, audits }: Result): Audited {
  if (runtimeError) throw new NotMeasured(`Lighthouse: ${runtimeError.message}`);
  const score = (category: string) => Math.round((categories[category]?.score ?? 0) * 100);
  const wanting = Object.entries(audits).filter(
    ([, { score, scoreDisplayMode }]) => score !== null && score < 1 && scoreDisplayMode !== "informative",
  );
  return {
    benchmarkIndex: Math.round(environment.benchmarkIndex),
    scores: {
      performance: score("performance"),
      accessibility: score("accessibility"),
      "best-practices": score("best-practices"),
    },
    findings: wanting.map(
      ([id, { score, displayValue }]) =>
        `${id} ${Math.round((score ?? 0) * 100)}${displayValue ? ` (${displayValue.trim()})` : ""}`,
    ),
  };
}
