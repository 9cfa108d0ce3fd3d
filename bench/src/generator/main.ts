import { peerNamed } from "../peers/index.ts";
import type { Answer, Order } from "./orders.ts";
import { Room } from "./room.ts";

// A process of its own, so that the generator's processor time is not the servers'.
const room = new Room();

process.on("message", (order: Order) => {
  void obey(order).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ type: "failed", reason: String(error) } satisfies Answer),
  );
});
process.on("disconnect", () => {
  room.leave();
  process.exit(0);
});

async function obey(order: Order): Promise<Answer> {
  switch (order.type) {
    case "enter":
      await room.enter(peerNamed(order.peer), order.seats);
      return { type: "entered" };
    case "offer":
      return { type: "offered", offered: await room.offer(order) };
  }
}
