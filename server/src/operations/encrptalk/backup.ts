import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "../../config.ts";
import { recordBackup } from "../audit/record-operation.ts";
import { megabytes } from "../backup/durable-files.ts";
import { takeBackup } from "../backup/take-backup.ts";
import { dataFilesOf } from "../data-files.ts";
import { CommandError, type Run } from "./command.ts";
import { parseWords } from "./parse-words.ts";
import { progress } from "./progress.ts";

const USAGE = `A backup of a school, whether its server runs or not.

  encrptalk backup FILE      writes the backup into FILE
  encrptalk backup FOLDER    writes it into a new file there, called after the time

  --force    replaces FILE where there is one

  DATA_DIR   the server's data folder; ./data if not given

A backup holds everything: messages, people, and what signs them in. Keep it as confidential as the data folder.
`;

export const run: Run = async (words, environment) => {
  const { values, positionals } = parseWords(USAGE, () =>
    parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { force: { type: "boolean" }, help: { type: "boolean", short: "h" } },
    }),
  );
  if (values.help) return { output: USAGE, ok: true };
  const [target, ...more] = positionals;
  if (target === undefined) throw new CommandError("Say where to: encrptalk backup FILE");
  if (more.length > 0) throw new CommandError(`One file at a time: ${more.join(" ")} is too much.`);
  const { dataDirectory } = readConfig(environment);
  const { say, end } = progress();
  try {
    const { file, bytes } = await takeBackup({
      dataDirectory,
      target: resolve(target),
      force: values.force ?? false,
      now: Date.now(),
      say,
    });
    end();
    const isRecorded = recordBackup(dataFilesOf(dataDirectory).database, Date.now());
    const unrecorded = isRecorded ? "" : "It could not be written down in the audit log.\n";
    return {
      output: `${file} is a backup of ${dataDirectory}, ${megabytes(bytes)}.\n${unrecorded}`,
      ok: true,
    };
  } finally {
    end();
  }
};
