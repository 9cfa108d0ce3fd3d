import { join } from "node:path";
import { paraglideVitePlugin } from "@inlang/paraglide-js";
import { defineConfig } from "vite";
import { askAhead } from "./build/ask-ahead.ts";
import { catalogueOptions } from "./build/catalogue.mjs";
import { compileAtOnce } from "./build/compile-at-once.ts";
import { compressAhead } from "./build/compress.ts";
import { FILES_OF_ALL, FIRST_FILES, firstScreens } from "./build/first-screens.ts";
import { listChunks } from "./build/list-chunks.ts";
import { oneLanguage } from "./build/one-language.ts";
import { preloadFont } from "./build/preload-font.ts";
import { serviceWorker } from "./build/service-worker.ts";

/** Where `npm run dev` finds the server. */
const server = `http://localhost:${process.env.PORT ?? "3000"}`;
const pseudo = process.env.PSEUDO_LOCALE === "1";

/** The catalogue's messages ask this for numbers and plurals. */
const catalogueRegistry = {
  find: /^\.\.?\/registry\.js$/,
  replacement: join(import.meta.dirname, "src/text/registry.ts"),
};

/** Libraries that are made for React get Preact in its place. */
const preactForReact = [
  { find: /^react-dom\/client$/, replacement: "preact/compat/client" },
  { find: /^react\/jsx-runtime$/, replacement: "preact/jsx-runtime" },
  {
    find: /^(?:react|react-dom|use-sync-external-store\/shim(?:\/index\.js)?)$/,
    replacement: "preact/compat",
  },
];

export default defineConfig(({ command }) => ({
  plugins: [
    paraglideVitePlugin(catalogueOptions(command === "build" ? "message-modules" : "locale-modules")),
    preloadFont(/inter-latin-wght-normal.*\.woff2$/),
    oneLanguage(),
    compileAtOnce(FIRST_FILES),
    askAhead(FILES_OF_ALL),
    listChunks(),
    serviceWorker(),
    compressAhead(),
  ],
  resolve: { alias: [...preactForReact, catalogueRegistry] },
  build: {
    target: ["chrome123", "firefox120", "safari17.5"],
    outDir: pseudo ? "dist-pseudo" : "dist",
    // Fonts as files of their own: a data: address in a style sheet is refused by the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // "use client" is for servers that render.
    rolldownOptions: {
      checks: { moduleLevelDirective: false },
      output: {
        // A group is otherwise called after all the parts that share it.
        chunkFileNames: ({ name }) => `assets/${name.startsWith("shared") ? "shared" : name}-[hash].js`,
        codeSplitting: {
          groups: [
            { name: "start", tags: ["$initial"] },
            ...firstScreens(import.meta.dirname),
            // Hundreds of small files compress badly. Not those of Base UI, which all come after the first screen.
            {
              name: "shared",
              test: /^(?!.*(?:base-ui|floating-ui|use-sync|dialog|switch|banner|src\/(?:audit|notices|people)\/))/,
              minShareCount: 2,
              entriesAware: true,
              entriesAwareMergeThreshold: 4_000,
            },
          ],
        },
      },
    },
  },
  server: {
    port: Number(process.env.WEB_PORT ?? "5173"),
    strictPort: true,
    proxy: { "/api": { target: server }, "/ws": { target: server, ws: true } },
  },
}));
