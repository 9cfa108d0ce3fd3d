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

/** The time of the first frame after which `holds`. */
export function frameWhen(holds: () => boolean): Promise<number> {
  return new Promise((resolve) => {
    const look = () => (holds() ? resolve(performance.now()) : afterFrame(look));
    afterFrame(look);
  });
}

/** The time of the next frame. */
export const nextFrame = (): Promise<number> => frameWhen(() => true);
