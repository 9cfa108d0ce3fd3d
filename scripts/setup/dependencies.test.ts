import { describe, expect, test } from "bun:test";
import { explainFailure, isInstalled } from "./dependencies.mjs";

describe("what is installed is what the lockfile names", () => {
  const zod = { version: "4.6.7", integrity: "sha512-a" };

  test("when every package is there in the same version", () => {
    expect(isInstalled({ "": {}, "node_modules/zod": zod }, { "node_modules/zod": zod })).toBe(true);
  });

  test("also when a package of another platform is missing", () => {
    expect(isInstalled({ "node_modules/bun-windows": { ...zod, optional: true } }, {})).toBe(true);
  });

  test("not when a package is missing", () => {
    expect(isInstalled({ "node_modules/zod": zod }, {})).toBe(false);
  });

  test("not when the lockfile moved on, as after pulling", () => {
    const newer = { version: "4.7.0", integrity: "sha512-b" };
    expect(isInstalled({ "node_modules/zod": newer }, { "node_modules/zod": zod })).toBe(false);
  });
});

describe("why an installation failed is one sentence that says what to do", () => {
  test.each([
    ["EAI_AGAIN", "network request failed", "check the network connection"],
    ["ENOSPC", "nospc", "the disk is full"],
    ["EUSAGE", "Missing: zod@4.6.7 from lock file", "(Missing: zod@4.6.7 from lock file): run `npm install`"],
    ["EACCES", "Your cache folder is not writable", "Your cache folder is not writable"],
  ])("%s", (code, reason, sentence) => {
    const output = `npm error code ${code}\nnpm error ${reason}\n`;
    expect(explainFailure(output)).toContain(sentence);
  });
});
