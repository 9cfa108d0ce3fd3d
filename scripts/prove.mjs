import { findBun } from "./setup/bun.mjs";
import { runForeground } from "./setup/child.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { runMain } from "./setup/stop.mjs";

// npm run prove: arguments are passed on, after `--`.
await runMain(async () => {
  await ensureDependencies();
  return runForeground(findBun(), ["prove/src/main.ts", ...process.argv.slice(2)]);
});
