import { expect, test } from "../support/fixtures.ts";

test("R1.1 R1.2 R1.3: Asha writes, and Ben sees it at once, without a reload", async ({ school, arrive }) => {
  const room = await school.createRoom();
  const asha = await arrive("Asha", { room });
  const ben = await arrive("Ben", { room });

  await asha.say("Shall we meet at four?");

  await asha.sees("Shall we meet at four?");
  await ben.sees("Shall we meet at four?");
  await expect(ben.message("Shall we meet at four?")).toHaveAccessibleName(/^Asha, \d/);
  expect(asha.sent.filter(({ type }) => type === "message.send")).toMatchObject([{ roomId: room.roomId }]);

  await ben.say("Four is fine.");
  await asha.sees("Four is fine.");
});
