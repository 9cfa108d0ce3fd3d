import { posix } from "node:path";
import { importsOf } from "./imports.mjs";
import { readSourceFiles } from "./source-files.mjs";

// Who may import whom: the arrows of ARCHITECTURE.md. Our own check because dependency-cruiser 18 needs
// Node 22 and reads TypeScript through a compiler interface that TypeScript 7 no longer has.

/** The workspaces a workspace may import, and whether its code also runs in a browser. */
const WORKSPACES = /** @type {const} */ ({
  protocol: { may: [], runsInBrowser: true },
  client: { may: ["protocol"], runsInBrowser: true },
  web: { may: ["client", "protocol"], runsInBrowser: true },
  server: { may: ["protocol"], runsInBrowser: false },
  e2e: { may: [], runsInBrowser: false },
  bench: { may: ["client", "protocol"], runsInBrowser: false },
  // The simulation runs the server's core and the clients in one process.
  prove: { may: ["client", "protocol", "server"], runsInBrowser: false },
  docs: { may: ["client"], runsInBrowser: false },
});

const FEATURE = /^server\/src\/(rooms|desk|accounts|school|search|notifications|audit)\//;
/** Who chooses a store: the composition, programs of their own, and tests, which use no mock of a database. */
const SQLITE_USERS =
  /^server\/src\/(main|compose|simulation)\.ts$|^server\/src\/(store|demo|operations|testing)\/|^server\/tests\/|\.test\.ts$/;
const BROWSER_CODE = /^\w+\/src\//;
const TEST = /\.(test|spec|contract)\.tsx?$|^\w+\/tests\//;

/** Inside server/src: a file matching `from` may not import one matching `to`, unless it matches `unless`. */
const SERVER_RULES = [
  { from: FEATURE, to: /^server\/src\/gateway\//, why: "a feature does not know how its commands arrive" },
  {
    from: /^server\/src\/(store|live)\//,
    to: FEATURE,
    why: "store and live serve the features, not the reverse",
  },
  {
    from: /^server\/src\/(store|live)\//,
    to: /^server\/src\/gateway\//,
    why: "only main composes the gateway",
  },
  {
    from: /^server\/src\//,
    to: /^server\/src\/store\/sqlite\//,
    unless: SQLITE_USERS,
    why: "SQLite is one store of several: import store/store.ts",
  },
];

export const arrowsCheck = {
  name: "arrows",
  run: () => findWrongArrows(readSourceFiles(Object.keys(WORKSPACES))),
};

/**
 * @param {import("./source-files.mjs").SourceFile[]} files
 * @returns {string[]} one sentence for each import that goes against an arrow
 */
export function findWrongArrows(files) {
  return files.flatMap(({ path, source }) =>
    importsOf(source).flatMap((specifier) => {
      const why = whyWrong(path, specifier);
      return why === undefined ? [] : [`${path} imports ${specifier}: ${why}`];
    }),
  );
}

/**
 * @param {string} path
 * @param {string} specifier
 * @returns {string | undefined}
 */
function whyWrong(path, specifier) {
  if (specifier.startsWith(".")) {
    const target = posix.join(posix.dirname(path), specifier);
    return workspaceOf(target) === workspaceOf(path)
      ? whyWrongInsideServer(path, target)
      : "another workspace is imported by its package name";
  }
  const { may, runsInBrowser } = WORKSPACES[workspaceOf(path)];
  const imported = specifier.match(/^@encrptalk\/(\w+)/)?.[1];
  if (imported !== undefined) {
    const allowed = /** @type {readonly string[]} */ (may).includes(imported);
    return allowed ? undefined : `${workspaceOf(path)} may import ${may.join(" and ") || "no workspace"}`;
  }
  if (runsInBrowser && BROWSER_CODE.test(path) && !TEST.test(path) && /^(node:|bun(:|$))/.test(specifier)) {
    return "this code also runs in a browser";
  }
  return undefined;
}

/**
 * @param {string} path
 * @param {string} target
 * @returns {string | undefined}
 */
function whyWrongInsideServer(path, target) {
  const feature = target.match(FEATURE);
  if (feature && !path.startsWith(feature[0]) && target !== `${feature[0]}index.ts`) {
    return `what ${feature[1]} offers to others is its index.ts`;
  }
  return SERVER_RULES.find(
    ({ from, to, unless }) => from.test(path) && to.test(target) && !unless?.test(path),
  )?.why;
}

/**
 * @param {string} path
 */
function workspaceOf(path) {
  return /** @type {keyof typeof WORKSPACES} */ (path.split("/")[0]);
}
