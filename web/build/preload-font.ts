import type { Plugin } from "vite";

/** Has the browser fetch the one font file that every screen needs together with the script, so that text does not jump. */
export function preloadFont(fileName: RegExp): Plugin {
  return {
    name: "preload-font",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (_html, { bundle }) => {
        const font = Object.keys(bundle ?? {}).find((name) => fileName.test(name));
        if (font === undefined) throw new Error(`No font file matches ${fileName}`);
        const attrs = { rel: "preload", as: "font", type: "font/woff2", href: `/${font}`, crossorigin: true };
        return [{ tag: "link", attrs, injectTo: "head" }];
      },
    },
  };
}
