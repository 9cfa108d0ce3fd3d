import { paraglideVitePlugin } from "@inlang/paraglide-js";
import { build, type Plugin } from "vite";
import { catalogueOptions } from "./catalogue.mjs";

const SOURCE = "src/service-worker/service-worker.ts";
const NAME = "service-worker.js";

/**
 * Builds the service worker into one classic script at the root of the site, whose pages it is for: browsers do not
 * all take modules there. While developing, the source itself stands in its place, as a module.
 */
export function serviceWorker(): Plugin {
  let outDir = "";
  let root = "";
  return {
    name: "service-worker",
    configResolved: (config) => {
      ({ root } = config);
      ({ outDir } = config.build);
    },
    configureServer: (server) => {
      server.middlewares.use((request, _response, next) => {
        if (request.url === `/${NAME}`) request.url = `/${SOURCE}`;
        next();
      });
    },
    // Before the files are compressed.
    writeBundle: async () => {
      await build({
        root,
        configFile: false,
        logLevel: "warn",
        publicDir: false,
        plugins: [paraglideVitePlugin(catalogueOptions("message-modules"))],
        build: {
          target: ["chrome123", "firefox120", "safari17.5"],
          outDir,
          emptyOutDir: false,
          modulePreload: false,
          rolldownOptions: {
            input: SOURCE,
            output: { format: "iife", entryFileNames: NAME, codeSplitting: false },
          },
        },
      });
    },
  };
}
