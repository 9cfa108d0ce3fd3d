export type { Search } from "./context.ts";
export { searchMessages } from "./search-messages.ts";
