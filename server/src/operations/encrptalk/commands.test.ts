import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommandError } from "./command.ts";
import { run } from "./commands.ts";

const COMMANDS = ["backup", "restore", "check", "audit", "roster"];

const folder = mkdtempSync(join(tmpdir(), "encrptalk-words-"));
const DATA_DIR = join(folder, "nowhere");
beforeAll(() => writeFileSync(join(folder, "letter.txt"), "Dear Ms Rao"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("encrptalk", () => {
  test("without a word tells its commands, and of each how it is used", async () => {
    const { output, ok } = await run([], {});
    expect(ok).toBe(true);
    for (const command of COMMANDS) {
      expect(output).toContain(`  ${command} `);
      for (const word of ["--help", "-h"]) {
        const help = await run([command, word], {});
        expect(help).toMatchObject({ ok: true, output: expect.stringContaining(`encrptalk ${command}`) });
      }
    }
  });

  test.each([
    [
      "no such command",
      ["eat"],
      'There is no command "eat": choose from backup, restore, check, audit, roster.',
    ],
    ["no file to write", ["backup"], "Say where to"],
    ["two files to write", ["backup", "a", "b"], "One file at a time"],
    ["no such option", ["backup", "a", "--now"], "--now"],
    ["no school", ["backup", join(folder, "x")], "There is no school in"],
    ["nothing to restore", ["restore"], "Say which backup"],
    ["two backups to restore", ["restore", "a", "b"], "One file at a time"],
    ["no such backup", ["restore", join(folder, "other.backup")], "There is no file"],
    ["no backup at all", ["restore", join(folder, "letter.txt")], "is not a backup of Encrptalk"],
    ["no school to check", ["check"], "There is no school in"],
    ["a word too much", ["check", "here"], "DATA_DIR"],
  ])("says in a sentence what is wrong: %s", async (_, words, sentence) => {
    const error = await Promise.try(() => run(words, { DATA_DIR })).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CommandError);
    expect((error as CommandError).message).toContain(sentence);
  });
});
