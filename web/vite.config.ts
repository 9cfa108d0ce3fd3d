import { paraglideVitePlugin } from "@inlang/paraglide-js";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { catalogueOptions } from "./build/catalogue.mjs";
import { compressAhead } from "./build/compress.ts";
import { preloadFont } from "./build/preload-font.ts";
import { serviceWorker } from "./build/service-worker.ts";

/** Where `npm run dev` finds the server. */
const server = `http://localhost:${process.env.PORT ?? "3000"}`;
const pseudo = process.env.PSEUDO_LOCALE === "1";

export default defineConfig(({ command }) => ({
  plugins: [
    react(),
    paraglideVitePlugin(catalogueOptions(command === "build" ? "message-modules" : "locale-modules")),
    preloadFont(/inter-latin-wght-normal.*\.woff2$/),
    serviceWorker(),
    compressAhead(),
  ],
  build: {
    target: ["chrome123", "firefox120", "safari17.5"],
    outDir: pseudo ? "dist-pseudo" : "dist",
    // Fonts as files of their own: a data: address in a style sheet is refused by the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    port: Number(process.env.WEB_PORT ?? "5173"),
    strictPort: true,
    proxy: { "/api": { target: server }, "/ws": { target: server, ws: true } },
  },
}));
