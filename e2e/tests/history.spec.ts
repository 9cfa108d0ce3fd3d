import { expect, test } from "../support/fixtures.ts";

const MESSAGES = 2_000;
const SEEDED_AT_ONCE = 50;
/** What may stand in the document at a time, however long the conversation is. */
const MOST_ROWS = 300;
/** The sender's name over the first message of a page goes, with its space, when the message before it has come. */
const NAME_PX = 32;

test("Asha scrolls back through two thousand messages: no jump, no hole, and few rows in the document", async ({
  school,
  arrive,
}) => {
  const room = await school.createRoom("Archive");
  for (let sent = 0; sent < MESSAGES; sent += SEEDED_AT_ONCE) {
    const some = Array.from({ length: SEEDED_AT_ONCE }, (_, index) => longerOrShorter(sent + index + 1));
    await Promise.all(some.map((text) => school.rao.say(room.roomId, text)));
  }
  const history = (await school.rao.history(room.roomId)).map(({ text }) => text).toReversed();
  expect(history).toHaveLength(MESSAGES);
  const asha = await arrive("Asha", { room, viewport: { width: 1280, height: 1_600 } });
  await expect(asha.message(history[0] ?? "")).toBeInViewport();

  const walk = await asha.log.evaluate(walkToTheBeginning, 60);
  expect(walk.texts).toEqual(history);
  expect(walk.mostRows).toBeLessThan(MOST_ROWS);
  expect(walk.furthestMovePx).toBeLessThanOrEqual(NAME_PX);
  await expect(asha.log.getByText("This is where the room begins.")).toBeVisible();

  await asha.page.getByRole("button", { name: "Jump to the latest message" }).click();
  await expect(asha.message(history[0] ?? "")).toBeInViewport();
});

/** Lines of different heights, as people write them. */
const longerOrShorter = (index: number) => `Line ${index}${" and so on".repeat((index * 7) % 40)}`;

/**
 * Scrolls up, a screen in three, until nothing more comes. In the page. Gives the messages that have been in view whole
 * in the order in which they were, and how far a message has at most moved otherwise than it was scrolled.
 */
async function walkToTheBeginning(log: Element, mostRoundsWithoutNews: number) {
  /** Where the rows are painted: an observer is told after everything has been measured and put in its place. */
  const painted = (rows: Iterable<Element>) =>
    new Promise<IntersectionObserverEntry[]>((resolve) => {
      const observer = new IntersectionObserver(
        (entries) => {
          observer.disconnect();
          resolve(entries);
        },
        { root: log },
      );
      observer.observe(log);
      for (const row of rows) observer.observe(row);
    });

  const placesOf = (entries: readonly IntersectionObserverEntry[]) =>
    entries.map(({ target, boundingClientRect }) => `${target.id} ${boundingClientRect.top}`).join();

  /** The rows once two looks in a row find them in the same places: a busy machine measures a frame late. */
  const settled = async () => {
    const rows = () => [...log.querySelectorAll("article")].reverse();
    let entries = await painted(rows());
    for (let look = 0; look < 100; look += 1) {
      const next = await painted(rows());
      if (placesOf(next) === placesOf(entries)) return next;
      entries = next;
    }
    return entries;
  };

  const seen = new Set<string>();
  let before = new Map<string, number>();
  let scrolled = 0;
  let furthestMovePx = 0;
  let mostRows = 0;
  for (let withoutNews = 0; withoutNews < mostRoundsWithoutNews; withoutNews += 1) {
    const { top, bottom } = log.getBoundingClientRect();
    const rows = await settled();
    const view = new Map<string, number>();
    for (const { target, boundingClientRect: place } of rows) {
      if (target === log || place.top < top || place.bottom > bottom) continue;
      const text = target.ariaDescribedByElements?.[0]?.textContent ?? "";
      if (!seen.has(text)) withoutNews = 0;
      seen.add(text);
      view.set(text, place.top);
      const expected = (before.get(text) ?? place.top - scrolled) + scrolled;
      furthestMovePx = Math.max(furthestMovePx, Math.abs(place.top - expected));
    }
    mostRows = Math.max(mostRows, rows.length);
    before = view;
    const offset = log.scrollTop;
    log.scrollBy(0, -log.clientHeight / 3);
    scrolled = offset - log.scrollTop;
    await new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame)));
  }
  return { texts: [...seen], furthestMovePx, mostRows };
}
