import { expect, test } from "../support/fixtures.ts";

/** Coming back may take three attempts. */
const inTime = { timeout: 30_000 };
const TALL = { viewport: { width: 1280, height: 4_500 } };

test("The server is killed in the middle of sending, twice: nothing acknowledged is missing, nothing is doubled", async ({
  ownSchool: school,
  arrive,
}) => {
  test.slow();
  const room = await school.createRoom();
  const asha = await arrive("Asha", { school, room, ...TALL });
  const ben = await arrive("Ben", { school, room, ...TALL });
  const ofAsha = Array.from({ length: 25 }, (_, index) => `Asha ${index + 1}`);
  const ofBen = Array.from({ length: 25 }, (_, index) => `Ben ${index + 1}`);

  const writing = Promise.all([
    (async () => {
      for (const line of ofAsha) await asha.say(line);
    })(),
    (async () => {
      for (const line of ofBen) await ben.say(line);
    })(),
  ]);

  for (const enough of [5, 15]) {
    await expect
      .poll(async () => (await asha.textsShownAsSent()).length, inTime)
      .toBeGreaterThanOrEqual(enough);
    await school.server.kill();
    const acknowledged = [...(await asha.textsShownAsSent()), ...(await ben.textsShownAsSent())];
    await school.server.start();
    const history = (await school.rao.history(room.roomId)).map(({ text }) => text);
    expect(history).toEqual(expect.arrayContaining(acknowledged));
  }
  await writing;

  await expect.poll(() => asha.textsShownAsSent(), inTime).toEqual(ofAsha);
  await expect.poll(() => ben.textsShownAsSent(), inTime).toEqual(ofBen);
  const history = (await school.rao.history(room.roomId)).map(({ text }) => text);
  expect(history.toSorted()).toEqual([...ofAsha, ...ofBen].toSorted());
  await expect.poll(() => asha.texts()).toEqual(history);
  await expect.poll(() => ben.texts()).toEqual(history);

  await ben.page.reload();
  await expect.poll(() => ben.texts()).toEqual(history);
});
