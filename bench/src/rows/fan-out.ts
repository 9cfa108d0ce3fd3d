import { rawPublish } from "../peers/raw-publish.ts";
import type { Load } from "../run.ts";
import { compare, describeConditions, interleave, runsOf } from "./rounds.ts";
import type { Row } from "./row.ts";

const LOAD: Load = { members: 1_000, messagesPerSecond: 20 };

const PEERS = [{ peer: rawPublish, mostTimes: 1.25 }];

/** What a delivery costs the server when a large room talks. */
export const fanOut: Row = {
  name: "fan-out",
  async measure(effort) {
    const measured = await interleave(
      PEERS.map(({ peer }) => peer),
      LOAD,
      effort,
    );
    return {
      row: this.name,
      title: `Fan-out with durable messages: 1 room × ${LOAD.members.toLocaleString("en")} members, ${LOAD.messagesPerSecond} messages/s, ${effort.seconds} s a run`,
      figures: PEERS.map(({ peer, mostTimes }) => {
        const compared = compare(measured, peer, (run) => run.serverMicrosecondsPerDelivery);
        const ratio = compared.peer?.ratio.median ?? Number.NaN;
        return {
          what: "server CPU per delivery",
          unit: "µs",
          goal: `≤ ${mostTimes} × ${peer.name}`,
          ...compared,
          meetsGoal: ratio <= mostTimes,
        };
      }),
      notes: describeConditions(measured),
      growth: [],
      runs: measured.rounds.flatMap(runsOf),
    };
  },
};
