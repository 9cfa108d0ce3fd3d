import { writeFileSync } from "node:fs";
import { describeParts, findShipped, readLocked } from "./checks/licences.mjs";
import { inRoot } from "./setup/root.mjs";

// Lists all that ships: to be run when a dependency has changed.
const parts = findShipped(readLocked());
writeFileSync(inRoot("THIRD-PARTY.md"), describeParts(parts));
console.log(`THIRD-PARTY.md lists ${parts.length} packages.`);
