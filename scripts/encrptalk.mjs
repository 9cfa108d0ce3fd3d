import { findBun } from "./setup/bun.mjs";
import { runForeground } from "./setup/child.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { inRoot } from "./setup/root.mjs";
import { runMain } from "./setup/stop.mjs";

// ./encrptalk, or npm run encrptalk: what an operator does by hand or at night. npm changes into our folder; files
// are named from where the command was typed.
await runMain(async () => {
  await ensureDependencies();
  const isRunByNpm = process.env.npm_lifecycle_event === "encrptalk";
  const cwd = (isRunByNpm && process.env.INIT_CWD) || process.cwd();
  const program = inRoot("server/src/operations/encrptalk/main.ts");
  return runForeground(findBun(), [program, ...process.argv.slice(2)], { cwd });
});
