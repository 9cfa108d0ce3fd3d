/**
 * Seeds that once went wrong, and how. When the simulation learns new steps they become other courses: what they found
 * is also tested by name where it was mended.
 */
export const KNOWN_SEEDS: readonly { seed: number; what: string }[] = [
  { seed: 29, what: "whoever joined a room without messages had a mark that the server does not tell" },
  { seed: 147, what: "what was read after the device's clock was set back was not told" },
  {
    seed: 2095,
    what: "a page read before a name changed brought the old name to whoever did not know the person yet",
  },
  {
    seed: 2983,
    what: "a lost frame of the desk was noticed by nobody once the server's clock was set forward",
  },
  { seed: 7618, what: "a room joined before the first sync was mixed with that of a restored history" },
  { seed: 8175, what: "whoever left before the confirmation of joining came had a mark again" },
  { seed: 20_029, what: "a name that was changed after the backup stayed when the backup was restored" },
];
