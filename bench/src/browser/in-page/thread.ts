/** The thread in view, by what assistive technology sees of it. Others may stay drawn, out of sight. */
export const thread = (): HTMLElement | null =>
  [...document.querySelectorAll<HTMLElement>("[role=log]")].find((log) => log.checkVisibility()) ?? null;

export const composer = (): HTMLTextAreaElement | null =>
  document.querySelector<HTMLTextAreaElement>("#main textarea");

/** Whether a message can be read: it is in view, and not hidden while it is being measured. */
export function showsMessages(): boolean {
  const log = thread();
  if (log === null) return false;
  const view = log.getBoundingClientRect();
  return [...log.querySelectorAll("article")].some((article) => {
    const { top, bottom } = article.getBoundingClientRect();
    return bottom > view.top && top < view.bottom && article.checkVisibility({ visibilityProperty: true });
  });
}

/** What of the thread is not in view leaves the document. */
export function keepInView(): void {
  const log = thread();
  if (log === null) return;
  const view = log.getBoundingClientRect();
  for (const row of log.querySelectorAll("[data-index]")) {
    const { top, bottom } = row.getBoundingClientRect();
    if (bottom < view.top || top > view.bottom) row.remove();
  }
}

export function rowsShown(): number {
  return Math.max(0, ...[...(thread()?.children ?? [])].map(({ childElementCount }) => childElementCount));
}
