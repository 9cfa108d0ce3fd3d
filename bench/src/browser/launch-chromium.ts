import { type Browser, chromium } from "playwright-core";
import { NotMeasured } from "../rows/row.ts";

/** `port`: where other programs may steer it too, on this machine only. Throws `NotMeasured` when there is none. */
export async function launchChromium(port?: number): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH;
  if (!executablePath)
    throw new NotMeasured(
      "No Chromium was found: npm test installs one where it can. One in an unusual place is named by CHROMIUM_PATH.",
    );
  return await chromium.launch({
    executablePath,
    args: [
      // Chromium refuses its sandbox to root, which is who runs in most containers.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      ...(port === undefined ? [] : [`--remote-debugging-port=${port}`]),
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
