import { promises as fs } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

const COMPRESSIBLE = /\.(?:js|css|html|svg|json|webmanifest|txt)$/;
/** Below this, the compressed file and its headers save nothing. */
const SMALLEST_BYTES = 512;

/** Writes `.br` and `.gz` beside each file that compresses, so that the server never does it per request. */
export function compressAhead(): Plugin {
  let outDir = "";
  return {
    name: "compress-ahead",
    apply: "build",
    enforce: "post",
    configResolved: (config) => {
      outDir = resolve(config.root, config.build.outDir);
    },
    closeBundle: async () => {
      const entries = await fs.readdir(outDir, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile() && COMPRESSIBLE.test(entry.name));
      await Promise.all(files.map((entry) => compressFile(join(entry.parentPath, entry.name))));
    },
  };
}

async function compressFile(path: string) {
  const bytes = await fs.readFile(path);
  if (bytes.length < SMALLEST_BYTES) return;
  const brotli = {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  };
  await fs.writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, brotli));
  await fs.writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
}
