import type { Logger } from "pino";
import { close, compose, drain, type Surroundings } from "./compose.ts";
import type { Config } from "./config.ts";
import { listen } from "./gateway/listen.ts";
import { watchEventLoop } from "./operations/metrics/event-loop.ts";

/** Requests under way get this long to end when the server goes away. */
const DRAIN_MS = 5_000;

export interface RunningServer {
  /** Where it listens. */
  address: string;
  /** To be typed into the set-up page, or `null` when the school is set up. */
  setUpCode: string | null;
  /** Drains: nothing new, writes finish, clients are told when to return. Resolves in bounded time. */
  stop(): Promise<void>;
}

/** Composes the program and listens. Throws what keeps it from starting. */
export async function startServer(
  config: Config,
  log: Logger,
  surroundings: Surroundings = {},
): Promise<RunningServer> {
  const gateway = await compose(config, log, surroundings, (topic, frame) => {
    gateway.metrics.published(topic, server.subscriberCount(topic));
    server.publish(topic, frame);
  });
  const server = listen(gateway, config);
  const stopWatching =
    config.metricsToken === null ? () => {} : watchEventLoop(gateway.metrics.eventLoopSeconds);
  return {
    address: config.publicUrl ?? `http://localhost:${server.port}`,
    setUpCode: await gateway.accounts.setUpCode(),
    async stop() {
      stopWatching();
      drain(gateway);
      await Promise.race([server.stop(), Bun.sleep(DRAIN_MS)]);
      await close(gateway);
    },
  };
}
