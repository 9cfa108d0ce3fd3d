export { createSchool, type School } from "./school.ts";
