import { join } from "node:path";

/** The repository's folder. */
export const REPOSITORY = join(import.meta.dirname, "../..");
/** Prepared schools and the data of running servers: on the repository's disk, since /tmp is often memory only. */
export const CACHE = join(REPOSITORY, "bench/.cache");
export const RESULTS = join(REPOSITORY, "bench/results");
