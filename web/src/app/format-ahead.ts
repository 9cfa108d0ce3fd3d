import address from "./first-format.ts?worker&url";
import { trustedScript } from "./trusted-script.ts";

/**
 * Chromium looks through all languages when the first date or number is put into words, which holds up the page's
 * thread for as long as a hundred messages do: a worker has it done before, for all threads of the page.
 */
export function formatAhead(): void {
  const isChromium = "userAgentData" in navigator;
  if (isChromium) new Worker(trustedScript("formats", address));
}
