import { walkAudit } from "../../store/sqlite/audit/verify-audit.ts";
import { Connection } from "../../store/sqlite/connection.ts";
import { faultSentence } from "../audit/verify-log.ts";
import { explained } from "../backup/durable-files.ts";
import { requireSchool } from "../require-school.ts";
import { checkDesk } from "./check-desk.ts";
import { checkFiles } from "./check-files.ts";
import { checkLog } from "./check-log.ts";
import { checkMarks } from "./check-marks.ts";
import { SearchSnapshot } from "./check-search.ts";
import { checkStructure } from "./check-structure.ts";
import { Findings } from "./findings.ts";

export interface Checked {
  /** A sentence for each thing that is wrong. */
  problems: string[];
  rooms: number;
  events: number;
  /** Messages, edits and deletions that are not in the search index yet; `null`: it will be made anew. */
  searchBehind: number | null;
}

/**
 * Whether all that a data folder has is in step, as it is at one moment, whether a server has it or not. Writes
 * nothing. Throws `CommandError` where there is nothing that could be checked.
 */
export function checkDataFolder(dataDirectory: string): Checked {
  const files = requireSchool(dataDirectory);
  const findings = new Findings();
  try {
    checkFiles(dataDirectory, files, findings);
    const search = new SearchSnapshot(files.database);
    const db = new Connection(files.database, "read");
    try {
      return db.snapshot(() => checkAll(db, files.database, search, findings));
    } finally {
      db.close();
      search.close();
    }
  } catch (error) {
    throw explained(error, files.database);
  }
}

function checkAll(db: Connection, file: string, search: SearchSnapshot, findings: Findings): Checked {
  checkStructure(db, file, findings);
  const replayed = checkLog(db, findings);
  checkDesk(db, replayed, findings);
  checkMarks(db, findings);
  checkAudit(db, findings);
  const searchBehind = search.check(db, findings);
  return { problems: findings.sentences, rooms: replayed.rooms.size, events: replayed.events, searchBehind };
}

function checkAudit(db: Connection, findings: Findings): void {
  const fault = faultSentence(walkAudit(db));
  if (fault) findings.add("audit", fault);
}
