import { parseArgs } from "node:util";
import { type RosterField, rosterFieldSchema } from "@encrptalk/protocol";
import { CommandError } from "../encrptalk/command.ts";

export const USAGE = `Students as a list (CSV), of a running server.

  encrptalk roster check FILE [--deactivate-missing] [--column FIELD=NAME …]
      says what an import would do with each row, and changes nothing
  encrptalk roster import FILE [--deactivate-missing] [--column FIELD=NAME …]
      imports all rows, or none when one is refused
  encrptalk roster export > students.csv
      all students who are not deactivated
  encrptalk roster invitations [--class CLASS] > links.csv
      new sign-in links for all students who have not signed in, or those of one class

  --deactivate-missing   students who are not in the list are deactivated
  --column FIELD=NAME    the column called NAME has the FIELD: rollId, name, email or className

  ENCRPTALK_TOKEN        the token of an administrator's program (Settings → Programs)
  ENCRPTALK_URL          where the server is; http://localhost:3000 if not given
`;

/** What is asked for. */
export type RosterCommand =
  | { command: "help" }
  | { command: "check" | "import"; file: string; deactivateMissing: boolean; columns: NamedColumn[] }
  | { command: "export" }
  | { command: "invitations"; className: string | undefined };

/** The column of this name, as it stands in the file. */
export interface NamedColumn {
  field: RosterField;
  header: string;
}

/** Throws `CommandError`. */
export function parseArguments(args: readonly string[]): RosterCommand {
  const { values, positionals } = parse(args);
  const [command = "help", file, ...more] = values.help ? ["help"] : positionals;
  if (more.length > 0) throw new CommandError(`One file at a time: ${more.join(" ")} is too much.`);
  switch (command) {
    case "help":
      return { command };
    case "check":
    case "import": {
      if (file === undefined)
        throw new CommandError(`Say which file: encrptalk roster ${command} students.csv`);
      const columns = (values.column ?? []).map(parseColumn);
      return { command, file, deactivateMissing: values["deactivate-missing"] ?? false, columns };
    }
    case "export":
      return { command };
    case "invitations":
      return { command, className: values.class };
    default:
      throw new CommandError(`There is no command "${command}".\n\n${USAGE}`);
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: "boolean", short: "h" },
        "deactivate-missing": { type: "boolean" },
        column: { type: "string", multiple: true },
        class: { type: "string" },
      },
    });
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

function parseColumn(text: string): NamedColumn {
  const [name = "", ...header] = text.split("=");
  const field = rosterFieldSchema.safeParse(name);
  if (!field.success || header.length === 0)
    throw new CommandError(
      `--column ${text}: write it as --column rollId="Pupil no", with rollId, name, email or className.`,
    );
  return { field: field.data, header: header.join("=").trim() };
}
