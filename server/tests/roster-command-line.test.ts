import { afterAll, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AddedProgram } from "@encrptalk/protocol";
import { type Member, School } from "./school.ts";

const ROOT = join(import.meta.dirname, "../..");
const { school, rao } = await School.open();
const folder = mkdtempSync(join(tmpdir(), "encrptalk-list-"));
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await school.close();
});
const asha = await school.enrol(rao, "Asha Verma");
const tokenOf = async (member: Member) =>
  (await member.post<AddedProgram>("/api/devices", { name: "Lists" })).token;
const token = await tokenOf(rao);

/** Runs it as somebody does who stands in the folder with the list. */
async function roster(args: string[], environment: Record<string, string> = {}) {
  const child = Bun.spawn(["node", join(ROOT, "encrptalk"), "roster", ...args], {
    cwd: folder,
    env: {
      ...process.env,
      ENCRPTALK_URL: school.url,
      ENCRPTALK_TOKEN: token,
      ...environment,
    },
    stdout: "pipe",
    stderr: "pipe",
  });
  const [code, bytes, errors] = await Promise.all([child.exited, child.stdout.bytes(), child.stderr.text()]);
  // With its byte-order mark.
  return { code, output: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes), errors };
}

const write = (...lines: string[]) => writeFileSync(join(folder, "list.csv"), lines.join("\n"));
const ASHA_ROW = "ASHA-VERMA,Asha Verma,asha-verma@hill.example,10 B";

describe("lists of students from the command line", () => {
  test("are checked: every row with its verdict, and the exit code tells of refusals", async () => {
    write("Roll No,Name,Email,Class", ASHA_ROW, "7,陳大文,chan@hill.example,10 B", "8,Eve,nowhere,10 B");
    const { code, output } = await roster(["check", "list.csv"]);
    expect(output).toContain("line 4  refused  8  Eve     e-mail is not valid");
    expect(output).toContain("line 3  add      7  陳大文\n");
    expect(output).toContain("1 to add, 0 to update, 0 to deactivate, 1 unchanged, 1 refused");
    expect(code).toBe(1);
    const refused = await roster(["import", "list.csv"]);
    expect(refused).toMatchObject({ code: 1, output: expect.stringContaining("Nothing was imported.") });
  });

  test("are imported, exported and imported again", async () => {
    write(
      "Pupil;Name;Email;Class",
      ...[ASHA_ROW, "7,Ben Okafor,ben@hill.example,10 B"].map((row) => row.replaceAll(",", ";")),
    );
    const unknown = await roster(["import", "list.csv"]);
    expect(unknown).toMatchObject({ code: 1, output: expect.stringContaining('--column rollId="') });
    const imported = await roster(["import", "list.csv", "--column", "rollId=pupil"]);
    expect(imported).toMatchObject({ code: 0, errors: "" });
    expect(imported.output).toContain("Imported: 1 added, 0 updated, 0 deactivated, 1 unchanged.");
    const { output } = await roster(["export"]);
    expect(output).toStartWith("\uFEFFRoll ID,Name,Email,Class\r\n");
    writeFileSync(join(folder, "again.csv"), output);
    const again = await roster(["import", "again.csv", "--deactivate-missing"]);
    expect(again.output).toContain("Imported: 0 added, 0 updated, 0 deactivated, 2 unchanged.");
  });

  test("invite, with a link for each who has not signed in", async () => {
    const { code, output } = await roster(["invitations", "--class", "10 B"]);
    expect(code).toBe(0);
    const [head, ben, ...none] = output.trimEnd().split("\r\n");
    expect(head).toBe("\uFEFFRoll ID,Name,Email,Class,Link");
    expect(ben).toStartWith(`7,Ben Okafor,ben@hill.example,10 B,${school.url}/link#`);
    expect(none).toEqual([]);
  });

  test("deactivate who is not in the list, by name, when told so", async () => {
    write("Roll No,Name,Email,Class", ASHA_ROW);
    const { output } = await roster(["import", "list.csv", "--deactivate-missing"]);
    expect(output).toContain("not in the list  deactivate  7  Ben Okafor");
    expect(output).toContain("1 deactivated, 1 unchanged.");
  });
});

describe("what goes wrong is said in one sentence", () => {
  test.each([
    ["no token", ["export"], { ENCRPTALK_TOKEN: "" }, "Set ENCRPTALK_TOKEN"],
    ["another token", ["export"], { ENCRPTALK_TOKEN: "other" }, "does not know this token"],
    [
      "no server",
      ["export"],
      { ENCRPTALK_URL: "http://127.0.0.1:1" },
      "Nothing answers at http://127.0.0.1:1",
    ],
    ["no address", ["export"], { ENCRPTALK_URL: "school" }, "ENCRPTALK_URL is no address"],
    ["no file", ["check", "other.csv"], {}, "There is no file other.csv."],
    ["no such command", ["eat"], {}, 'There is no command "eat".'],
    ["no such option", ["check", "list.csv", "--all"], {}, "--all"],
    ["no such field", ["check", "list.csv", "--column", "age=Age"], {}, "--column age=Age"],
  ])("%s", async (_, args, environment, sentence) => {
    const { code, output, errors } = await roster(args, environment);
    expect({ code, output }).toEqual({ code: 1, output: "" });
    expect(errors).toContain(sentence);
    expect(errors).not.toContain("    at ");
  });

  test("a student's token", async () => {
    const { errors } = await roster(["export"], { ENCRPTALK_TOKEN: await tokenOf(asha) });
    expect(errors).toBe("This token is not an administrator's.\n");
  });

  test("a list in another encoding", async () => {
    writeFileSync(join(folder, "list.csv"), Buffer.from("Roll No,Name\n1,Jörg", "latin1"));
    expect((await roster(["check", "list.csv"])).errors).toContain('"CSV UTF-8"');
  });
});

test("npm runs it, and its help names every command", async () => {
  const child = Bun.spawn(["npm", "run", "--silent", "encrptalk", "--", "roster", "--help"], {
    cwd: ROOT,
    stdout: "pipe",
  });
  const output = await child.stdout.text();
  for (const command of ["check FILE", "import FILE", "export", "invitations"])
    expect(output).toContain(command);
  expect(await child.exited).toBe(0);
});
