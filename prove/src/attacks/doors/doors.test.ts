import { afterAll, beforeAll } from "bun:test";
import { addresses } from "./addresses.ts";
import { cookies } from "./cookies.ts";
import { Doors } from "./doors.ts";
import { guessing } from "./guessing.ts";
import { links } from "./links.ts";
import { origins } from "./origins.ts";
import { sessions } from "./sessions.ts";

let found: Doors;
beforeAll(async () => {
  found = await Doors.find();
});
afterAll(() => found.close());
const doors = () => found;

origins(doors);
links(doors);
cookies(doors);
sessions(doors);
addresses(doors);
// Last: it locks accounts.
guessing(doors);
