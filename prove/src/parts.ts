import { attacks } from "./attacks/attacks.ts";
import { backups } from "./backups/backups.ts";
import { faults } from "./faults/faults.ts";
import { load } from "./load/load.ts";
import { network } from "./network/network.ts";
import { peers } from "./peers/peers.ts";
import type { Part } from "./proof.ts";
import { simulation } from "./simulation/simulation.ts";

/** Those in a row run at the same time: one of them mostly waits. What needs the machine for itself comes last. */
export const parts: readonly (readonly Part[])[] = [
  [simulation, network],
  [attacks],
  [peers, backups],
  [faults],
  [load],
];
