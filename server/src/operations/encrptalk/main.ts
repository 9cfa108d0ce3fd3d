import { exitBecauseOf } from "../exit-because-of.ts";
import { run } from "./commands.ts";

// The command line of whoever runs the server.
try {
  const { output, ok } = await run(process.argv.slice(2), process.env);
  await Bun.write(Bun.stdout, output);
  process.exitCode = ok ? 0 : 1;
} catch (error) {
  exitBecauseOf(error);
}
