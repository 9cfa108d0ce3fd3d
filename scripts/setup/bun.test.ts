import { expect, test } from "bun:test";
import { bunCandidates, findBun } from "./bun.mjs";

test("the Bun that runs this test is the one that is found", () => {
  expect(Bun.spawnSync([findBun(), "--version"]).stdout.toString().trim()).toBe(Bun.version);
});

test.each([
  ["linux", "x64", "bun-linux-x64"],
  ["linux", "arm64", "bun-linux-aarch64"],
  ["darwin", "arm64", "bun-darwin-aarch64"],
  ["win32", "x64", "bun-windows-x64"],
])("on %s %s the first candidate is %s, a package of the lockfile", async (platform, arch, name) => {
  expect(bunCandidates(platform, arch)[0]).toBe(name);
  const lockfile = await Bun.file(new URL("../../package-lock.json", import.meta.url)).json();
  expect(lockfile.packages[`node_modules/@oven/${name}`]).toBeDefined();
});

test("on Linux the build for the other C library is tried too", () => {
  expect(bunCandidates("linux", "x64")).toContain("bun-linux-x64-musl");
});
