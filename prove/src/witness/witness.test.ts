import { expect, test } from "bun:test";
import { Program } from "../program/program.ts";
import { School } from "../program/school.ts";
import { UNBROKEN } from "../proof.ts";
import { until } from "./until.ts";
import { Witness } from "./witness.ts";

test("live clients see through a kill of the real program, and nothing acknowledged is lost", async () => {
  const program = await Program.start();
  let witness: Witness | null = null;
  try {
    witness = await Witness.gather(await School.setUp(program));
    const { acknowledged } = witness.ledger;
    witness.talk(10);
    await until(() => acknowledged.size >= 20, 5_000);
    await program.kill();
    const before = acknowledged.size;
    await program.start();
    witness.tryNow();
    await until(() => acknowledged.size >= before + 20, 5_000);
    expect(await witness.verdict()).toEqual({ broken: UNBROKEN, failures: [] });
    expect(acknowledged.size).toBeGreaterThanOrEqual(before + 20);
  } finally {
    witness?.leave();
    await program.close();
  }
}, 60_000);
