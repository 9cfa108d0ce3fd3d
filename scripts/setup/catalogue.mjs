import { runForeground } from "./child.mjs";
import { inRoot } from "./root.mjs";
import { CannotContinue } from "./stop.mjs";

/**
 * Compiles what the web client says into modules, which its types and its unit tests include. A build does the same by
 * itself.
 * @param {string} bun path of Bun
 */
export async function compileCatalogue(bun) {
  const code = await runForeground(bun, [inRoot("web/scripts/generate.mjs")]);
  if (code !== 0) throw new CannotContinue("What the web client says could not be compiled: see above.");
}
