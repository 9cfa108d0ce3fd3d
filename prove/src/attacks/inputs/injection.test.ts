import { afterAll, beforeAll } from "bun:test";
import { AttackedSchool } from "./attacked-school.ts";
import { strangeMessages } from "./strange-messages.ts";
import { strangeNames } from "./strange-names.ts";
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
