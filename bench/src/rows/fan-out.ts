import { oneRoom } from "../layout.ts";
import { ejabberd } from "../peers/ejabberd.ts";
import { nchan } from "../peers/nchan.ts";
import { rawPublish } from "../peers/raw-publish.ts";
import { socketIo } from "../peers/socket-io.ts";
import { wsFanOut } from "../peers/ws-fan-out.ts";
import type { Load } from "../run.ts";
import { describeConditions } from "./conditions.ts";
import { type Contender, deliveryCost, growthOfCost } from "./delivery-cost.ts";
import { describeLoad, loadFor } from "./load.ts";
import { interleave, runsOf } from "./rounds.ts";
import type { Effort, Row } from "./row.ts";

const MEMBERS = 1_000;
const LOAD: Load = { ...oneRoom(MEMBERS), messagesPerSecond: 20 };
const CONTENDERS: readonly Contender[] = [
  { peer: rawPublish, mostTimes: 1.25 },
  { peer: socketIo, mostTimes: 0.6 },
  { peer: wsFanOut, mostTimes: null },
  { peer: nchan, mostTimes: null },
];

/** ejabberd does not bear so many deliveries on two cores. So it is offered fewer, and ours the same beside it. */
const LOAD_OF_EJABBERD: Load = { ...LOAD, messagesPerSecond: 10 };
const EJABBERD: Contender = { peer: ejabberd, mostTimes: 0.15 };
/** Its figure is many times ours, so fewer rounds tell. */
const MOST_ROUNDS_OF_EJABBERD = 3;

/** As many deliveries a second in a room of any size. */
const GROWTH_DELIVERIES = 10_000;
const GROWTH = [10, 100].map((members) => ({
  x: members,
  load: { ...oneRoom(members), messagesPerSecond: Math.round(GROWTH_DELIVERIES / members) },
}));

/** What a delivery costs the server when a large room talks. */
export const fanOut: Row = {
  name: "fan-out",
  async measure(effort) {
    const load = loadFor(LOAD, effort);
    const measured = await interleave(
      CONTENDERS.map(({ peer }) => peer),
      load,
      effort,
    );
    const slower = loadFor(LOAD_OF_EJABBERD, effort);
    const slowly = await interleave([ejabberd], slower, forEjabberd(effort));
    const growth = await growthOfCost(
      { name: "fan-out-members", title: "One room: what a delivery costs", x: "members of the room" },
      GROWTH,
      { x: MEMBERS, measured },
      effort,
    );
    const what = "server CPU per delivery";
    return {
      row: this.name,
      title: `Fan-out with durable messages: ${describeLoad(load)}, ${effort.seconds} s a run`,
      figures: [
        ...CONTENDERS.map((contender) => deliveryCost(measured, contender, what, effort)),
        deliveryCost(slowly, EJABBERD, `${what}, at ${slower.messagesPerSecond} messages/s`, effort),
      ],
      notes: [
        ...describeConditions(measured),
        `ejabberd was offered what it bears, ${slower.messagesPerSecond} messages/s, and ours the same beside it:`,
        ...describeConditions(slowly),
      ],
      growth: [growth],
      runs: [measured, slowly].flatMap(({ rounds }) => rounds.flatMap(runsOf)),
    };
  },
};

const forEjabberd = (effort: Effort): Effort => ({
  ...effort,
  rounds: Math.min(effort.rounds, MOST_ROUNDS_OF_EJABBERD),
});
