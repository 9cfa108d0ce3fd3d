import { findBun } from "./setup/bun.mjs";
import { runForeground } from "./setup/child.mjs";
import { findChromium } from "./setup/chromium.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { runMain } from "./setup/stop.mjs";
import { ensureWebBuild } from "./setup/web-build.mjs";

// npm run bench: arguments are passed on, after `--`.
await runMain(async () => {
  await ensureDependencies();
  const bun = findBun();
  await ensureWebBuild(bun);
  const CHROMIUM_PATH = process.env.CHROMIUM_PATH ?? findChromium();
  const env = CHROMIUM_PATH === undefined ? process.env : { ...process.env, CHROMIUM_PATH };
  return runForeground(bun, ["bench/src/main.ts", ...process.argv.slice(2)], { env });
});
