import { findBun } from "./setup/bun.mjs";
import { runForeground } from "./setup/child.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { runMain } from "./setup/stop.mjs";
import { ensureWebBuild } from "./setup/web-build.mjs";

// npm start: everything that is missing is installed and built, then the server runs in the foreground.
await runMain(async () => {
  await ensureDependencies();
  const bun = findBun();
  await ensureWebBuild(bun);
  return runForeground(bun, ["server/src/main.ts", ...process.argv.slice(2)]);
});
