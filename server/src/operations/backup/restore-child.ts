import { restoreBackup } from "./restore-backup.ts";

/** Restores, and is killed at the step whose number is given. */
const [dataDirectory = "", file = "", step = ""] = process.argv.slice(2);
let steps = 0;
restoreBackup({
  dataDirectory,
  file,
  now: Date.now(),
  say() {
    steps += 1;
    if (steps === Number(step)) process.kill(process.pid, "SIGKILL");
  },
});
