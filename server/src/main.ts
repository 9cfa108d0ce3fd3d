import { readConfig } from "./config.ts";
import { exitBecauseOf } from "./operations/exit-because-of.ts";
import { createLog, serve } from "./operations/foreground.ts";

try {
  const config = readConfig(process.env);
  const { address, setUpCode } = await serve(config, createLog(config));
  if (setUpCode)
    process.stdout.write(`Set up your school at ${address}/set-up with the code  ${setUpCode}\n`);
} catch (error) {
  exitBecauseOf(error);
}
