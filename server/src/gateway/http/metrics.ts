import { ProtocolError } from "@encrptalk/protocol";
import type { Context } from "hono";
import { Attempts, isSameSecret } from "../../accounts/index.ts";
import type { Config } from "../../config.ts";
import { CONTENT_TYPE } from "../../operations/metrics/exposition.ts";
import { LastBackup } from "../../operations/metrics/last-backup.ts";
import { scrape } from "../../operations/metrics/scrape.ts";
import { type Gateway, toProtocolError } from "../gateway.ts";
import { type ApiBindings, errorResponse, NOT_KEPT } from "./api.ts";

type MetricsDoor = (context: Context<{ Bindings: ApiBindings }>) => Promise<Response>;

/**
 * `/metrics`: for the operator's Prometheus, which knows METRICS_TOKEN, and for nobody who is signed in. Without the
 * setting there is nothing at this address that any secret could open.
 */
export function createMetricsDoor(
  gateway: Gateway,
  { metricsToken, dataDirectory }: Pick<Config, "metricsToken" | "dataDirectory">,
): MetricsDoor {
  const attempts = new Attempts(gateway.clock);
  const { metrics, presence, rooms, search } = gateway;
  const lastBackup = new LastBackup(rooms.store);
  const watched = { metrics, presence, store: rooms.store, index: search.index, lastBackup, dataDirectory };

  const requireToken = async (authorization: string | undefined, address: string): Promise<void> => {
    if (metricsToken === null)
      throw new ProtocolError("not-found", {
        message: "Metrics are switched off. Whoever runs the server can set METRICS_TOKEN.",
      });
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
    // Whoever shows none guesses nothing.
    if (token === undefined) throw refusal();
    await attempts.guess(`metrics ${address}`, address, "unauthenticated", async () => {
      if (!isSameSecret(token, metricsToken)) throw refusal();
    });
  };

  return async ({ req, env }) => {
    try {
      await requireToken(req.header("authorization"), env.address);
      return new Response(await scrape(watched), { headers: { ...NOT_KEPT, "Content-Type": CONTENT_TYPE } });
    } catch (error) {
      const refused = toProtocolError(gateway, error);
      metrics.refusals.add(refused.code);
      const response = errorResponse(refused);
      if (refused.status === 401) response.headers.set("WWW-Authenticate", "Bearer");
      return response;
    }
  };
}

const refusal = () =>
  new ProtocolError("unauthenticated", { message: "Send the server's METRICS_TOKEN as a bearer token." });
