/** Compiles the message catalogue into src/paraglide, for types and unit tests. The build does the same by itself. */
import { compile } from "@inlang/paraglide-js";
import { catalogueOptions } from "../build/catalogue.mjs";

await compile(catalogueOptions("message-modules"));
