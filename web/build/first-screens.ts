import { resolve } from "node:path";

interface ModuleGraph {
  getModuleInfo(id: string): { importedIds: string[] } | null;
}

/** Modules that go into one file, by its name. */
interface FileGroup {
  debugName: string;
  name: (id: string, graph: ModuleGraph) => string | null;
}

/** Texts and icons come from files that name all there are: which of them are used is not known here. */
const OF_ALL = /\/(?:paraglide|lucide)\//;
const FRONT = ["src/sign-in/sign-in-page.tsx"];
/** The page's own script takes what it needs of it. */
const CLIENT = ["../client/src/index.ts"];
const SIGNED_IN = ["src/app/open-client.ts", "src/app/main-screen.tsx"];
const ROOMS = ["src/rooms/rooms-screen.tsx"];
const DESK = ["src/desk/desk-screen.tsx", "src/app/navigation-rail.tsx"];

/** What several need goes into the first that names it. */
export const FIRST_FILES = ["form", "signed-in", "rooms", "desk"] as const;

/** Of them what a student needs, and the staff too. */
export const FILES_OF_ALL = FIRST_FILES.filter((name) => name !== "desk");

/**
 * What the first screens need, in few files: what everybody has who is signed in, then what only rooms, and only the
 * desk, have besides. A phone spends longer on each of many small files than on what is in it.
 */
export function firstScreens(root: string): FileGroup[] {
  let found: Map<string, Set<string>> | undefined;
  return FIRST_FILES.map((name) => ({
    debugName: name,
    name: (id, graph) => {
      found ??= modulesByFile(root, graph);
      return found.get(name)?.has(id) ? name : null;
    },
  }));
}

function modulesByFile(root: string, graph: ModuleGraph): Map<string, Set<string>> {
  const needsOf = (entries: string[]) =>
    needs(
      entries.map((entry) => resolve(root, entry)),
      graph,
    );
  const [front, rooms, desk] = [needsOf(FRONT), needsOf(ROOMS), needsOf(DESK)];
  const signedIn = needsOf(SIGNED_IN).union(rooms.intersection(desk));
  return new Map([
    ["form", front.intersection(rooms.union(desk).union(signedIn)).difference(needsOf(CLIENT))],
    ["signed-in", signedIn],
    ["rooms", rooms],
    ["desk", desk],
  ]);
}

/** These modules, and all that they import at once. */
function needs(ids: string[], graph: ModuleGraph): Set<string> {
  const found = new Set(ids);
  for (const id of found)
    for (const needed of graph.getModuleInfo(id)?.importedIds ?? [])
      if (!OF_ALL.test(needed)) found.add(needed);
  return found;
}
