import { setPriority } from "node:os";
import { Abuser } from "./abuser.ts";
import type { Answer, Order } from "./orders.ts";

// An abuser has a machine of its own. Here it has what the others leave over, so that it costs them what the server
// does for it, and not what it costs itself.
setPriority(10);

let abuser: Abuser | null = null;

process.on("message", (order: Order) => {
  process.send?.(obey(order));
});
process.on("disconnect", () => process.exit(0));

function obey(order: Order): Answer {
  if (order.type === "abuse") {
    abuser = new Abuser(order);
    abuser.start();
    return { type: "abusing" };
  }
  if (!abuser) throw new Error("nobody has begun");
  return { type: "desisted", ...abuser.stop() };
}
