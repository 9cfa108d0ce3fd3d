import { promises as fs } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { Plugin, Rolldown } from "vite";

/** Stands in the built client. Without an ending, so that it is not compressed. */
const LIST = ".chunks";

/** Lists which file needs which others, and what each is made of, for the check of what a screen may weigh. */
export function listChunks(): Plugin {
  let outDir = "";
  let root = "";
  const describe = (chunk: Rolldown.OutputChunk) => ({
    file: chunk.fileName,
    /** The module that this file is for, relative to the web client; `null`: one that others share. */
    source: chunk.facadeModuleId === null ? null : relative(root, chunk.facadeModuleId),
    isEntry: chunk.isEntry,
    imports: chunk.imports,
    styles: [...(chunk.viteMetadata?.importedCss ?? [])],
    /** Characters before the file is made small, by module. */
    modules: Object.fromEntries(
      Object.entries(chunk.modules).map(([id, { renderedLength }]) => [relative(root, id), renderedLength]),
    ),
  });
  return {
    name: "list-chunks",
    apply: "build",
    configResolved: (config) => {
      ({ root } = config);
      outDir = resolve(root, config.build.outDir);
    },
    writeBundle: async (_options, bundle) => {
      const chunks = Object.values(bundle).filter((output) => output.type === "chunk");
      await fs.writeFile(join(outDir, LIST), JSON.stringify(chunks.map(describe)));
    },
  };
}
