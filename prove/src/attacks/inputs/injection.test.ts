import { afterAll, beforeAll } from "bun:test";
import { AttackedSchool } from "./attacked-school.ts";
import { fuzzedQueries } from "./fuzzed-queries.ts";
import { rosters } from "./rosters.ts";
import { strangeMessages } from "./strange-messages.ts";
import { strangeNames } from "./strange-names.ts";
import { unicodeData } from "./unicode-data.ts";
import { wholeCharacters } from "./whole-characters.ts";

let attacked: AttackedSchool;
beforeAll(async () => {
  attacked = await AttackedSchool.open();
});
afterAll(() => attacked.close());
const school = () => attacked;

strangeMessages(school);
strangeNames(school);
wholeCharacters(school);
unicodeData(school);
fuzzedQueries(school);
rosters(school);
