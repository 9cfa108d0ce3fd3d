import { afterAll, beforeAll } from "bun:test";
import { AttackedSchool } from "./attacked-school.ts";
import { fuzzedCommands } from "./fuzzed-commands.ts";
import { jsonParsing } from "./json-parsing.ts";
import { largeAndDeep } from "./large-and-deep.ts";
import { lyingBodies } from "./lying-bodies.ts";
import { typedJunk } from "./typed-junk.ts";

// One server for all of them: each is started within half a second, and that for every file would be most of the time.
let attacked: AttackedSchool;
beforeAll(async () => {
  attacked = await AttackedSchool.open();
});
afterAll(() => attacked.close());
const school = () => attacked;

jsonParsing(school);
largeAndDeep(school);
lyingBodies(school);
typedJunk(school);
fuzzedCommands(school);
