import type { Tab } from "./tab.ts";

/** JavaScript that a page has loaded. */
export interface ScriptsLoaded {
  files: number;
  /** As it comes to a browser that knows gzip only, which is what the goal speaks of. */
  gzipBytes: number;
}

/** Watches for scripts from now on. The result tells what those that have arrived by then weigh. */
export async function watchScripts({ cdp }: Tab): Promise<() => Promise<ScriptsLoaded>> {
  const scripts = new Map<string, string>();
  const arrived = new Set<string>();
  cdp.on("Network.responseReceived", ({ requestId, type, response }) => {
    if (type === "Script") scripts.set(requestId, response.url);
  });
  cdp.on("Network.loadingFinished", ({ requestId }) => {
    const url = scripts.get(requestId);
    if (url !== undefined) arrived.add(url);
  });
  await cdp.send("Network.enable");
  return async () => {
    const urls = [...arrived];
    const bytes = await Promise.all(urls.map(gzipBytesOf));
    return { files: urls.length, gzipBytes: bytes.reduce((sum, one) => sum + one, 0) };
  };
}

async function gzipBytesOf(url: string): Promise<number> {
  const response = await fetch(url, { headers: { "accept-encoding": "gzip" }, decompress: false });
  return (await response.arrayBuffer()).byteLength;
}
