import { peerNamed } from "../peers/index.ts";
import { Crowd } from "./crowd.ts";
import type { Answer, Order } from "./orders.ts";

// A process of its own, so that the generator's processor time is not the servers'.
const crowd = new Crowd();

process.on("message", (order: Order) => {
  void obey(order).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ type: "failed", reason: String(error) } satisfies Answer),
  );
});
process.on("disconnect", () => {
  crowd.leave();
  process.exit(0);
});

async function obey(order: Order): Promise<Answer> {
  switch (order.type) {
    case "enter":
      await crowd.enter(peerNamed(order.peer), order.seats);
      return { type: "entered" };
    case "offer":
      return { type: "offered", offered: await crowd.offer(order) };
  }
}
