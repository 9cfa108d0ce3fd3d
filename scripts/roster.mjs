import { findBun } from "./setup/bun.mjs";
import { runForeground } from "./setup/child.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { inRoot } from "./setup/root.mjs";
import { runMain } from "./setup/stop.mjs";

// npm run roster: lists of students to and from a running server. npm changes into our folder; files are named from
// where the command was typed.
await runMain(async () => {
  await ensureDependencies();
  const cwd = process.env.INIT_CWD ?? process.cwd();
  const program = inRoot("server/src/operations/roster/main.ts");
  return runForeground(findBun(), [program, ...process.argv.slice(2)], { cwd });
});
