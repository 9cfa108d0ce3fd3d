import { setPriority } from "node:os";
import { exitBecauseOf } from "../exit-because-of.ts";
import { run } from "./commands.ts";

/** As `nice` has it. */
const PATIENT = 10;

// The command line of whoever runs the server. The server itself, and who writes in it, come first.
setPriority(PATIENT);
try {
  const { output, ok } = await run(process.argv.slice(2), process.env);
  await Bun.write(Bun.stdout, output);
  process.exitCode = ok ? 0 : 1;
} catch (error) {
  exitBecauseOf(error);
}
