import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pseudoCatalogue } from "./pseudo-locale.mjs";

const web = join(import.meta.dirname, "..");

/**
 * How the catalogue is compiled. With PSEUDO_LOCALE=1 the right-to-left pseudo-locale ar-XB is derived from the
 * English catalogue and compiled beside it; a browser whose language is ar-XB then sees it.
 * @param {"message-modules" | "locale-modules"} outputStructure
 * @returns {import("@inlang/paraglide-js").CompilerOptions}
 */
export function catalogueOptions(outputStructure) {
  return {
    project: process.env.PSEUDO_LOCALE === "1" ? pseudoProject() : join(web, "project.inlang"),
    outdir: join(web, "src/paraglide"),
    strategy: ["preferredLanguage", "baseLocale"],
    outputStructure,
    emitReadme: false,
    emitPrettierIgnore: false,
    isServer: "false",
  };
}

function pseudoProject() {
  const english = JSON.parse(readFileSync(join(web, "messages/en.json"), "utf8"));
  writeFileSync(join(web, "messages/ar-XB.json"), JSON.stringify(pseudoCatalogue(english), null, 2));
  const settings = JSON.parse(readFileSync(join(web, "project.inlang/settings.json"), "utf8"));
  const project = join(web, "pseudo.inlang");
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, "settings.json"), JSON.stringify({ ...settings, locales: ["en", "ar-XB"] }));
  return project;
}
