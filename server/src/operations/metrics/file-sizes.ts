import { statSync } from "node:fs";
import { indexFileOf } from "../../store/sqlite/search/index-file.ts";
import { dataFilesOf } from "../data-files.ts";

/** In bytes; 0 where there is no such file now. */
export function fileSizes(dataDirectory: string): Record<string, number> {
  const { database } = dataFilesOf(dataDirectory);
  const index = indexFileOf(database);
  return {
    database: sizeOf(database),
    "database-wal": sizeOf(`${database}-wal`),
    index: sizeOf(index),
    "index-wal": sizeOf(`${index}-wal`),
  };
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
