import { attacks } from "./attacks/attacks.ts";
import { backups } from "./backups/backups.ts";
import { faults } from "./faults/faults.ts";
import { load } from "./load/load.ts";
import { network } from "./network/network.ts";
import { peers } from "./peers/peers.ts";
import type { Part } from "./proof.ts";
import { simulation } from "./simulation/simulation.ts";

/** In the order in which they run: what is quick first, what needs the machine for itself last. */
export const parts: readonly Part[] = [simulation, attacks, peers, network, faults, backups, load];
