import { promises as fs } from "node:fs";
import { join, resolve } from "node:path";
import type { Plugin } from "vite";

/** Stands in the built client, beside `.chunks`. */
const HEADER = ".ahead";

/**
 * Writes the `Link` header with which the server names these files to whoever is signed in, together with the page: the
 * browser then fetches and compiles them while the page's own script comes, and not after it has run.
 */
export function askAhead(files: readonly string[]): Plugin {
  let outDir = "";
  return {
    name: "ask-ahead",
    apply: "build",
    configResolved: (config) => {
      outDir = resolve(config.root, config.build.outDir);
    },
    writeBundle: async (_options, bundle) => {
      const chunks = Object.values(bundle).filter((one) => one.type === "chunk" && files.includes(one.name));
      const links = chunks.map(({ fileName }) => `</${fileName}>; rel=modulepreload`);
      await fs.writeFile(join(outDir, HEADER), links.join(", "));
    },
  };
}
