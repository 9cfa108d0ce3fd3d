import { readFileSync, statSync } from "node:fs";
import type { DataFiles } from "../data-files.ts";
import type { Findings } from "./findings.ts";

/** That nobody but the owner reads the folder, and that the secret is whole. */
export function checkFiles(dataDirectory: string, { secret }: DataFiles, findings: Findings): void {
  for (const path of [dataDirectory, secret])
    if (statSync(path).mode & 0o077)
      findings.add(
        "files",
        `${path} can be read by others than its owner: take the right from them (chmod go-rwx).`,
      );
  if (readFileSync(secret, "utf8").trim().length < 32)
    findings.add(
      "files",
      `The file ${secret} is damaged: restore it, or remove it, which signs everyone out.`,
    );
}
