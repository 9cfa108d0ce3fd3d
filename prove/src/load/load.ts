import { Program } from "../program/program.ts";
import { notRun, type Part, type Proof } from "../proof.ts";
import type * as abuser from "./abuser/orders.ts";
import { Child } from "./child.ts";
import type * as crowd from "./generator/orders.ts";
import {
  judgeAbuse,
  judgeCuts,
  judgeDeliveries,
  judgeLatency,
  judgeMemory,
  judgeSlowReaders,
  type Phase,
} from "./judge.ts";
import { makeWorkingCopy, prepareSchool } from "./school/prepare-school.ts";
import { cannotWatch, watch } from "./watch.ts";

/** Beside a soak of ten minutes. */
const QUIET_SECONDS = 80;
const QUIET_SHARE = 0.5;
/** The devices', those that are on their way back, the abuser's, and some files. */
const MOST_CONNECTIONS = 4_000;
/** Arriving is work that is not the soak's. */
const REST_MS = 5_000;

type Crowd = Child<crowd.Order, crowd.Answer>;
type Say = (line: string) => void;

/** A school day with everybody there: first in peace, then with connections that break, slow readers and an abuser. */
export const load: Part = {
  name: "load",
  async *prove({ soakSeconds, say }) {
    const reason = cannotWatch(MOST_CONNECTIONS);
    if (reason) return yield notRun("2,000 live devices", "inputs", reason);
    const { data, school } = await prepareSchool(say);
    const copy = makeWorkingCopy(data);
    const program = await Program.start({ data: copy.data, environment: { COMMANDS_PER_SECOND: "20" } });
    const generator: Crowd = new Child("./generator/main.ts");
    const mallory = new Child<abuser.Order, abuser.Answer>("./abuser/main.ts");
    try {
      const { devices } = await generator.order({ type: "enter", url: program.url, school }, "entered");
      say(`${devices} devices are connected`);
      await Bun.sleep(REST_MS);
      const quietSeconds = Math.ceil(Math.min(QUIET_SECONDS, QUIET_SHARE * soakSeconds));
      const quiet = await runPhase(program, generator, { seconds: quietSeconds, isRough: false }, say);
      const roomId = school.classes[2]?.roomId ?? school.everyone;
      const { tokens } = school.abuser;
      await mallory.order({ type: "abuse", url: program.url, tokens, roomId }, "abusing");
      const rough = await runPhase(program, generator, { seconds: soakSeconds, isRough: true }, say);
      const abused = await mallory.order({ type: "desist" }, "desisted");
      const finished = await generator.order({ type: "finish" }, "finished");
      yield* judge({ devices, quiet, rough, abused, finished });
    } finally {
      await Promise.all([generator.end(), mallory.end()]);
      await program.close();
      copy.remove();
    }
  },
};

function* judge({
  devices,
  quiet,
  rough,
  abused,
  finished,
}: {
  devices: number;
  quiet: Phase;
  rough: Phase;
  abused: abuser.Abused;
  finished: crowd.Finished;
}): Iterable<Proof> {
  yield judgeDeliveries(finished, devices);
  yield judgeCuts(finished);
  yield judgeSlowReaders(finished, rough.seconds);
  yield judgeAbuse(abused, rough.seconds);
  yield judgeLatency(quiet, rough);
  yield judgeMemory(rough);
}

async function runPhase(
  program: Program,
  generator: Crowd,
  { seconds, isRough }: { seconds: number; isRough: boolean },
  say: Say,
): Promise<Phase> {
  say(`${isRough ? "rough" : "quiet"} for ${seconds} s …`);
  const stopWatching = watch(program.processId);
  const phased = await generator.order({ type: "offer", seconds, isRough }, "offered");
  return { seconds, crowd: phased, server: stopWatching() };
}
