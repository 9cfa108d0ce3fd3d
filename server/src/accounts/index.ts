export { type Accounts, type AccountsOptions, createAccounts } from "./accounts.ts";
export type { Actor } from "./actor.ts";
export { Attempts } from "./attempts.ts";
export type { Ended } from "./ended-devices.ts";
export { parseSettings } from "./me.ts";
export type { PasswordCost } from "./passwords.ts";
export { isSameSecret } from "./secrets.ts";
