import { expose } from "./exposition.ts";
import { processFamilies } from "./process-families.ts";
import { serverFamilies, type Watched } from "./server-families.ts";

/** All metrics as Prometheus reads them. Waits for none of the store's threads. */
export const scrape = async (watched: Watched): Promise<string> =>
  expose([...serverFamilies(watched), ...(await processFamilies())]);
