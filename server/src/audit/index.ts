export { entryOf } from "./entry-of.ts";
export { listAudit } from "./list-audit.ts";
