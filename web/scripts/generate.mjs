/** Compiles the message catalogue into src/paraglide, for the type check. The build does the same by itself. */
import { compile } from "@inlang/paraglide-js";
import { catalogueOptions } from "../build/catalogue.mjs";

await compile(catalogueOptions("message-modules"));
