import type { Installation } from "./peer.ts";

/** Peers that are at home on Node run there. It is on the machine, since npm is; but ask, rather than fail. */
export const node: Installation = {
  debianPackages: ["nodejs"],
  isThere: () => Bun.which("node") !== null,
};

export const nodeCommand = (program: string): string[] => [Bun.which("node") ?? "node", program];
