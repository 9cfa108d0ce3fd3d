import { readConfig } from "../config.ts";
import { exitBecauseOf } from "../operations/exit-because-of.ts";
import { createLog, serve } from "../operations/foreground.ts";
import { prepareDemoFolder } from "./demo-folder.ts";
import { DEMO_PASSWORD, INVITED_TO_TRY, PEOPLE, SCHOOL_NAME } from "./people.ts";

const THIS_COMPUTER = "127.0.0.1";

try {
  // Everyone knows the password, so other computers are let in only where somebody asks for it.
  const config = readConfig({ HOST: THIS_COMPUTER, DATA_DIR: "./data-demo", ...process.env });
  await prepareDemoFolder(config.dataDirectory, {
    now: Date.now(),
    onBegin: () => void process.stdout.write("Making a sample school, which takes a few seconds …\n"),
  });
  const { address } = await serve(config, createLog(config));
  process.stdout.write(invitation(address, config.host));
} catch (error) {
  exitBecauseOf(error);
}

function invitation(address: string, host: string): string {
  const rows = INVITED_TO_TRY.map((who) => PEOPLE[who]).map((person) => {
    const what = person.role === "admin" ? "administrator" : `student, ${person.className}, ${person.rollId}`;
    return `  ${person.email.padEnd(38)}${person.name} (${what})`;
  });
  return [
    "",
    `  ${SCHOOL_NAME}, a sample school. Sign in at ${address} as any of these:`,
    "",
    ...rows,
    "",
    `  The password of all of them:  ${DEMO_PASSWORD}`,
    "",
    "  *** A DEMO, NOT FOR REAL USE: everyone knows this password. ***",
    host === THIS_COMPUTER
      ? "  Only this computer can reach it. To let others in, start it with HOST=0.0.0.0."
      : "  Other computers can reach it, too.",
    "",
    "",
  ].join("\n");
}
