import { WholeCrowd } from "./crowd.ts";
import type { Answer, Order } from "./orders.ts";

// A process of its own, so that the crowd's processor time and memory are not the server's.
let crowd: WholeCrowd | null = null;

process.on("message", (order: Order) => {
  void obey(order).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ type: "failed", reason: Bun.inspect(error) } satisfies Answer),
  );
});
process.on("disconnect", () => process.exit(0));

async function obey(order: Order): Promise<Answer> {
  switch (order.type) {
    case "enter":
      crowd = new WholeCrowd(order.url, order.school);
      return { type: "entered", devices: await crowd.enter() };
    case "offer":
      return { type: "offered", ...(await entered().offer(order.seconds, order.isRough)) };
    case "finish":
      return { type: "finished", ...(await entered().finish()) };
  }
}

function entered(): WholeCrowd {
  if (crowd) return crowd;
  throw new Error("nobody has entered");
}
