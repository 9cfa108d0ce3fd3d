import { expect, test } from "bun:test";

type Entry = {
  version?: string;
  resolved?: string;
  link?: boolean;
  optionalDependencies?: Record<string, string>;
};

const lockfile = await Bun.file(new URL("../../package-lock.json", import.meta.url)).json();
const packages: Record<string, Entry> = lockfile.packages;

// npm leaves a platform's package out of the lockfile when its registry does not serve it, and `npm ci` then
// refuses the lockfile everywhere.
test("the lockfile names the packages of every platform", () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !packages[`${path}/node_modules/${name}`] && !packages[`node_modules/${name}`],
    ),
  );
  expect(missing).toEqual([]);
});

test("the lockfile names no registry", () => {
  const hosts = Object.values(packages).filter(({ link, resolved }) => resolved !== undefined && !link);
  expect(hosts).toEqual([]);
});
