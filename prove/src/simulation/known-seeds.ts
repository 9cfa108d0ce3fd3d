/** Seeds that once went wrong, and how. As the simulation learns new steps they become other courses. */
export const KNOWN_SEEDS: readonly { seed: number; what: string }[] = [
  { seed: 9, what: "whoever left a room while too much was missed kept a mark in it" },
  { seed: 120, what: "whoever joined a room without messages had a mark that the server does not tell" },
  { seed: 122, what: "what was read after the clock was set back was not told for a day" },
  { seed: 2007, what: "a name that changed stayed as it was, since the answer with the new one got lost" },
];
