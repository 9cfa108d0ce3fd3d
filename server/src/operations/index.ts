export { type Checked, checkDataFolder } from "./check/check-data-folder.ts";
export { prepareDataDirectory } from "./data-directory.ts";
