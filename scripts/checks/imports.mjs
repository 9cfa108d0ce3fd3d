const COMMENT = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;
// No `=`, `(` or `:` between the keyword and `from`, so a declaration never runs on into a later import.
const STATEMENT = /\b(?:import|export)\s+(?:type\s+)?[\w*\s{},$]*?\bfrom\s*["']([^"']+)["']/g;
const SIDE_EFFECT = /^\s*import\s*["']([^"']+)["']/gm;
const DYNAMIC = /\bimport\(\s*["']([^"']+)["']/g;
const WORKER = /\bnew URL\(\s*["'](\.[^"']+)["']\s*,\s*import\.meta\.url/g;

/**
 * What a module imports: statically, types only, dynamically, or as a worker.
 * @param {string} source TypeScript or JavaScript, formatted by our formatter
 * @returns {string[]}
 */
export function importsOf(source) {
  const code = source.replace(COMMENT, "");
  return [STATEMENT, SIDE_EFFECT, DYNAMIC, WORKER].flatMap((pattern) =>
    [...code.matchAll(pattern)].map((match) => /** @type {string} */ (match[1])),
  );
}
