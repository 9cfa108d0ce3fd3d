/** Runs when the next frame has been handed over to be shown. */
export function afterFrame(run: () => void): void {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      run();
    };
    port2.postMessage(null);
  });
}

/** No page of ours needs so long for anything. */
const AT_MOST_MS = 60_000;

/** The time of the first frame after which `holds`; there must be one within a minute. */
export function frameWhen(holds: () => boolean): Promise<number> {
  const from = performance.now();
  return new Promise((resolve, reject) => {
    const look = () => {
      const now = performance.now();
      if (holds()) resolve(now);
      else if (now - from > AT_MOST_MS)
        reject(new Error("What was waited for did not show within a minute."));
      else afterFrame(look);
    };
    afterFrame(look);
  });
}

/** The time of the next frame. */
export const nextFrame = (): Promise<number> => frameWhen(() => true);
