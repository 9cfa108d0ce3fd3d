import { findBun } from "./setup/bun.mjs";
import { runForeground } from "./setup/child.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { runMain } from "./setup/stop.mjs";
import { ensureWebBuild } from "./setup/web-build.mjs";

// npm run demo: a school with sample people, in a data folder of its own.
await runMain(async () => {
  await ensureDependencies();
  const bun = findBun();
  await ensureWebBuild(bun);
  return runForeground(bun, ["server/src/demo/main.ts", ...process.argv.slice(2)]);
});
