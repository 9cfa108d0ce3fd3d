/** Style sheets that did not come. Vite asks for what a part needs, but for each sheet only once. */
const lost = new Set<HTMLLinkElement>();
let fetching: Promise<unknown> | undefined;

/** To be called before any part is fetched. */
export function watchStyles(): void {
  const note = ({ target }: Event) => {
    if (target instanceof HTMLLinkElement && target.rel === "stylesheet") lost.add(target);
  };
  addEventListener("error", note, { capture: true });
}

/** Fetches again what did not come, so that no part shows without its look. Rejects when it does not come now either. */
export async function fetchLostStyles(): Promise<void> {
  fetching ??= Promise.all([...lost].map(fetchAgain)).finally(() => {
    fetching = undefined;
  });
  await fetching;
}

function fetchAgain(link: HTMLLinkElement): Promise<void> {
  lost.delete(link);
  const again = link.cloneNode() as HTMLLinkElement;
  return new Promise((resolve, reject) => {
    again.addEventListener("load", () => resolve());
    again.addEventListener("error", () => reject(new TypeError(`${again.href} could not be fetched.`)));
    link.replaceWith(again);
  });
}
