import { MAX_ROSTER_BYTES, type Roster, writeCsv } from "@encrptalk/protocol";
import { CommandError, type Done, type Environment } from "../encrptalk/command.ts";
import { type NamedColumn, type RosterCommand, USAGE } from "./arguments.ts";
import { reportCheck } from "./report.ts";
import { SchoolApi } from "./school-api.ts";

/** Does what is asked for. Rejects with `CommandError`. */
export async function runCommand(command: RosterCommand, environment: Environment): Promise<Done> {
  const api = () => new SchoolApi(environment);
  switch (command.command) {
    case "help":
      return { output: USAGE, ok: true };
    case "check":
      return await check(api(), await readRoster(api(), command));
    case "import":
      return await importList(api(), await readRoster(api(), command));
    case "export":
      return { output: await api().export(), ok: true };
    case "invitations":
      return { output: await invitations(api(), command.className), ok: true };
  }
}

async function check(api: SchoolApi, roster: Roster): Promise<Done> {
  const checked = await api.check(roster);
  return { output: reportCheck(checked), ok: checked.missing.length === 0 && checked.counts.refused === 0 };
}

/** Says first what it would do: who is deactivated stands there by name. */
async function importList(api: SchoolApi, roster: Roster): Promise<Done> {
  const { output, ok } = await check(api, roster);
  if (!ok) return { output: `${output}Nothing was imported.\n`, ok };
  const { added, updated, unchanged, deactivated } = await api.import(roster);
  const done = `Imported: ${added} added, ${updated} updated, ${deactivated} deactivated, ${unchanged} unchanged.`;
  return { output: `${output}${done}\n`, ok };
}

async function invitations(api: SchoolApi, className: string | undefined): Promise<string> {
  const { invitations } = await api.invite(className === undefined ? {} : { className });
  const rows = invitations.map((one) => [one.rollId, one.name, one.email, one.className, one.url]);
  return writeCsv([["Roll ID", "Name", "Email", "Class", "Link"], ...rows]);
}

async function readRoster(
  api: SchoolApi,
  { file, deactivateMissing, columns }: Extract<RosterCommand, { file: string }>,
): Promise<Roster> {
  const csv = await readList(file);
  if (columns.length === 0) return { csv, deactivateMissing };
  const { headers } = await api.check({ csv });
  const byHand = columns.map(({ field, header }) => [field, findColumn(headers, header)] as const);
  return { csv, deactivateMissing, columns: Object.fromEntries(byHand) };
}

async function readList(file: string): Promise<string> {
  const list = Bun.file(file);
  if (!(await list.exists())) throw new CommandError(`There is no file ${file}.`);
  if (list.size > MAX_ROSTER_BYTES)
    throw new CommandError(`${file} is larger than 8 MB. Import it in parts.`);
  return await list.text();
}

function findColumn(headers: readonly string[], header: NamedColumn["header"]): number {
  const column = headers.findIndex((name) => name.toLowerCase() === header.toLowerCase());
  if (column < 0)
    throw new CommandError(`The list has no column "${header}". Its columns are: ${headers.join(", ")}`);
  return column;
}
