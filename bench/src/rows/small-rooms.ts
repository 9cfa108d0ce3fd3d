import { committedPublish } from "../peers/committed-publish.ts";
import { rawPublish } from "../peers/raw-publish.ts";
import type { Load } from "../run.ts";
import { describeConditions } from "./conditions.ts";
import { type Contender, deliveryCost, growthOfCost } from "./delivery-cost.ts";
import { describeLoad, loadFor } from "./load.ts";
import { interleave, runsOf } from "./rounds.ts";
import type { Row } from "./row.ts";

const MEMBERS = 10;
/** As many people as rooms: each is in as many rooms as a room has members. */
const withRooms = (rooms: number, messagesPerSecond: number): Load => ({
  people: rooms,
  rooms,
  members: MEMBERS,
  messagesPerSecond,
});

const ROOMS = 1_000;
/** As many deliveries a second as in the large room of fan-out. */
const LOAD = withRooms(ROOMS, 2_000);
const CONTENDERS: readonly Contender[] = [
  { peer: rawPublish, mostTimes: 2.5 },
  // What of that is due to messages being on the disk.
  { peer: committedPublish, mostTimes: null },
];

const GROWTH = [10, 100].map((rooms) => ({ x: rooms, load: withRooms(rooms, LOAD.messagesPerSecond) }));

/** What a delivery costs the server when many small rooms talk: each message is stored for ten, not for a thousand. */
export const smallRooms: Row = {
  name: "small-rooms",
  async measure(effort) {
    const load = loadFor(LOAD, effort);
    const measured = await interleave(
      CONTENDERS.map(({ peer }) => peer),
      load,
      effort,
    );
    const growth = await growthOfCost(
      { name: "small-rooms", title: "Rooms of 10: what a delivery costs", x: "rooms" },
      GROWTH,
      { x: ROOMS, measured },
      effort,
    );
    return {
      row: this.name,
      title: `Fan-out with durable messages: ${describeLoad(load)}, ${effort.seconds} s a run`,
      figures: CONTENDERS.map((contender) =>
        deliveryCost(measured, contender, "server CPU per delivery", effort),
      ),
      notes: describeConditions(measured),
      growth: [growth],
      runs: measured.rounds.flatMap(runsOf),
    };
  },
};
