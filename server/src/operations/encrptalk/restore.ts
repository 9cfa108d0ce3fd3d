import { resolve } from "node:path";
import { readConfig } from "../../config.ts";
import { restoreBackup } from "../backup/restore-backup.ts";
import { CommandError, type Run } from "./command.ts";
import { operandsOf } from "./parse-words.ts";
import { progress } from "./progress.ts";

const USAGE = `Puts a backup in the place of what the data folder has. Stop the server first.

  encrptalk restore FILE

  DATA_DIR   the server's data folder; ./data if not given

What was there is kept aside, in a folder beside it. What was written after the backup is gone for everybody.
`;

export const run: Run = async (words, environment) => {
  const operands = operandsOf(USAGE, words);
  if (!operands) return { output: USAGE, ok: true };
  const [file, ...more] = operands;
  if (file === undefined) throw new CommandError("Say which backup: encrptalk restore FILE");
  if (more.length > 0) throw new CommandError(`One file at a time: ${more.join(" ")} is too much.`);
  const { dataDirectory } = readConfig(environment);
  const { say, end } = progress();
  try {
    const { madeAt, aside } = restoreBackup({ dataDirectory, file: resolve(file), now: Date.now(), say });
    end();
    const restored = `${dataDirectory} has what it had at ${new Date(madeAt).toISOString()}.`;
    const kept = aside
      ? ` What it had until now is in ${aside}: remove that when you do not need it any more.`
      : "";
    return { output: `${restored}${kept} Start the server.\n`, ok: true };
  } finally {
    end();
  }
};
