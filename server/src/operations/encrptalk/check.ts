import { readConfig } from "../../config.ts";
import { type Checked, checkDataFolder } from "../check/check-data-folder.ts";
import { CommandError, type Run } from "./command.ts";
import { operandsOf } from "./parse-words.ts";

const USAGE = `Looks whether all that the data folder has is whole and in step, whether the server runs or not.

  encrptalk check

  DATA_DIR   the server's data folder; ./data if not given

It changes nothing, and ends with 1 when something is wrong.
`;

export const run: Run = async (words, environment) => {
  const operands = operandsOf(USAGE, words);
  if (!operands) return { output: USAGE, ok: true };
  if (operands.length > 0) throw new CommandError("The folder to check is the one that DATA_DIR names.");
  const { dataDirectory } = readConfig(environment);
  const startedAt = performance.now();
  const checked = checkDataFolder(dataDirectory);
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  const { problems, rooms, events } = checked;
  const lines = [
    `${dataDirectory}: ${rooms} rooms with ${events} events, checked in ${seconds} s.`,
    searchLine(checked),
    ...(problems.length === 0 ? ["Nothing is wrong."] : problems),
  ];
  return { output: `${lines.join("\n")}\n`, ok: problems.length === 0 };
};

function searchLine({ searchBehind }: Checked): string {
  if (searchBehind === null) return "The search index will be made anew at the next start.";
  return searchBehind === 0
    ? "The search index is up to date."
    : `The search index is ${searchBehind} events behind; a running server catches up.`;
}
