import { afterAll, beforeAll } from "bun:test";
import { AttackedSchool } from "./attacked-school.ts";
import { jsonParsing } from "./json-parsing.ts";
import { typedJunk } from "./typed-junk.ts";

let attacked: AttackedSchool;
beforeAll(async () => {
  attacked = await AttackedSchool.open();
});
afterAll(() => attacked.close());
const school = () => attacked;

jsonParsing(school);
typedJunk(school);
