/** Seeds that once went wrong, and how. As the simulation learns new steps they become other courses. */
export const KNOWN_SEEDS: readonly { seed: number; what: string }[] = [
  { seed: 2007, what: "a name that changed stayed as it was, since the answer with the new one got lost" },
];
