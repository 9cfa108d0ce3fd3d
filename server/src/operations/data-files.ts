import { join } from "node:path";

/** What a data folder is made of. Beside it stands only what can be made anew. */
export interface DataFiles {
  /** SQLite's; beside it stand its `-wal`, `-shm` and `.lock`. */
  database: string;
  /** Signs the cookies. */
  secret: string;
}

export const dataFilesOf = (dataDirectory: string): DataFiles => ({
  database: join(dataDirectory, "encrptalk.db"),
  secret: join(dataDirectory, "secret"),
});
