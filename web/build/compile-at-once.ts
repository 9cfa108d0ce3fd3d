import type { Plugin } from "vite";

/** Chromium reads it on the first line of a script (https://v8.dev/blog/explicit-compile-hints); to others it is a comment. */
const HINT = "//# allFunctionsCalledOnLoad";

/**
 * Tells the browser that nearly all of these files is needed at once: it then compiles them whole, beside the page's
 * thread and while they come, instead of each function on that thread when it is first called.
 */
export function compileAtOnce(files: readonly string[]): Plugin {
  return {
    name: "compile-at-once",
    apply: "build",
    enforce: "post",
    generateBundle: {
      // After what Vite itself writes above the code. The name's hash is that of the code without the hint, which means the same.
      order: "post",
      handler: (_options, bundle) => {
        for (const chunk of Object.values(bundle))
          if (chunk.type === "chunk" && (chunk.isEntry || files.includes(chunk.name)))
            chunk.code = `${HINT}\n${chunk.code}`;
      },
    },
  };
}
