import { expect, test } from "bun:test";
import { Program } from "./program.ts";
import { School } from "./school.ts";

test("the real program is killed and started again, and has what it acknowledged", async () => {
  const program = await Program.start();
  try {
    const school = await School.setUp(program);
    const asha = await school.enrol("Asha");
    const { seq } = await asha.say(school.defaultRoom, "Good morning");
    await program.kill();
    expect(program.isRunning).toBe(false);
    await program.start();
    const { events } = await asha.ask<{ events: { seq: number; type: string }[] }>(
      "GET",
      `/api/rooms/${school.defaultRoom}/events`,
    );
    expect(events.find((event) => event.seq === seq)?.type).toBe("message.sent");
  } finally {
    await program.close();
  }
});
