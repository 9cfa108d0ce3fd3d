import { arrive } from "./arrive.ts";
import type { Client } from "./client.ts";
import type { Answer, Order } from "./orders.ts";
import { send } from "./send.ts";

// A process of its own, so that the crowd's processor time and memory are not the server's.
let clients: Client[] = [];

process.on("message", (order: Order) => {
  void obey(order).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ type: "failed", reason: String(error) } satisfies Answer),
  );
});
process.on("disconnect", () => {
  for (const client of clients) client.leave();
  process.exit(0);
});

async function obey(order: Order): Promise<Answer> {
  switch (order.type) {
    case "arrive": {
      const { arrived, ...here } = await arrive(order.url, order.seats, order.sayIn);
      clients = here.clients;
      return { type: "arrived", arrived };
    }
    case "send":
      return { type: "sent", sent: await send(clients, order.seconds) };
  }
}
