import type { CommandOf, CommandType } from "@encrptalk/protocol";
import type { Caller } from "./caller.ts";
import { MEMBERS, type Row } from "./may.ts";
import type { Scene, Target } from "./scene.ts";

/** How a command is put so that nothing but permission stands in its way. */
export interface CommandRow<T extends CommandType = CommandType> extends Row {
  ask(scene: Scene, target: Target, caller: Caller): CommandOf<T> | Promise<CommandOf<T>>;
}

/** A row or more for each command of some. */
export type CommandRows<T extends CommandType> = { [Each in T]: readonly CommandRow<Each>[] };

/** Their own only: the others who are in the room are told so, and everybody else that there is no such room. */
export const OWN_ONLY = { ...MEMBERS, admin: "forbidden" } as const;
