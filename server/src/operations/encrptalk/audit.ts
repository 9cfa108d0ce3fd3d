import { readConfig } from "../../config.ts";
import { faultSentence, verifyLog } from "../audit/verify-log.ts";
import { CommandError, type Run } from "./command.ts";
import { operandsOf } from "./parse-words.ts";

const USAGE = `The audit log: who did what. Staff read it in the web client, under Settings.

  encrptalk audit verify    whether each row is as it was written, whether the server runs or not

  DATA_DIR   the server's data folder; ./data if not given

It changes nothing, names the first wrong row, and ends with 1 when there is one. Keep the number and the hash of the
last row elsewhere: a later log that does not have them is not the same log.
`;

export const run: Run = async (words, environment) => {
  const operands = operandsOf(USAGE, words);
  if (!operands) return { output: USAGE, ok: true };
  if (operands.join(" ") !== "verify")
    throw new CommandError(`What the audit log can be asked is: verify\n\n${USAGE}`);
  const { dataDirectory } = readConfig(environment);
  const verdict = verifyLog(dataDirectory);
  const fault = faultSentence(verdict);
  const { number, hash } = verdict.head;
  const until = `is as it was written up to row ${number}, whose hash is\n${hash}`;
  const lines = [
    ...(number > 0 ? [`The audit log of ${dataDirectory} ${until}`] : []),
    ...(fault ? [fault] : []),
    ...(number === 0 && !fault ? [`The audit log of ${dataDirectory} has no rows yet.`] : []),
  ];
  return { output: `${lines.join("\n")}\n`, ok: fault === null };
};
