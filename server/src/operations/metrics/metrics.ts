import {
  CLOSE,
  type CommandType,
  ERRORS,
  type ErrorCode,
  type ProtocolError,
  resultSchemas,
} from "@encrptalk/protocol";
import { isEphemeral, type Topic } from "../../live/hub.ts";
import { Counter, Counters } from "./counter.ts";
import { DURATION_SECONDS, Histogram } from "./histogram.ts";

/** A connection that takes its bytes too slowly, and is spared what may be dropped. */
interface SlowReader {
  misses(topic: Topic): boolean;
}

const COMMANDS = Object.keys(resultSchemas);
const CODES = Object.keys(ERRORS);
/** Ours, and those that a peer or a broken network ends a connection with (RFC 6455, 7.4.1). */
const CLOSE_CODES = [1000, 1001, 1005, 1006, ...Object.values(CLOSE)].map(String);
const POWERS_OF_TWO = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];
const EVENT_LOOP_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** Frames of feeds, and how many sockets they were handed to. */
class Published {
  readonly frames = new Counter();
  readonly deliveries = new Counter();
}

/**
 * What can only be counted when it happens; all else is looked at when somebody asks. Each costs some nanoseconds, so
 * that it is counted whether anybody asks or not.
 */
export class Metrics {
  readonly websocketsOpened = new Counter();
  /** By close code. */
  readonly websocketsClosed = new Counters(CLOSE_CODES);
  readonly polls = new Counter();
  pollsWaiting = 0;

  /** By type. `failed`: the server's own fault. */
  readonly commands = {
    done: new Counters(COMMANDS),
    refused: new Counters(COMMANDS),
    failed: new Counters(COMMANDS),
  };
  /** By error code, of commands and of all other requests. */
  readonly refusals = new Counters(CODES);
  /** Of messages, from when they were read to when they are answered. */
  readonly sendSeconds = new Histogram(DURATION_SECONDS);

  readonly durable = new Published();
  readonly ephemeral = new Published();
  readonly ephemeralDropped = new Counter();
  readonly slowReaders = new Set<SlowReader>();
  readonly slowReadersDropped = new Counter();
  /** What peers had not taken at the last look, in all. */
  bufferedBytes = 0;

  readonly commitSeconds = new Histogram(DURATION_SECONDS);
  readonly commitWrites = new Histogram(POWERS_OF_TWO);
  readonly eventLoopSeconds = new Histogram(EVENT_LOOP_SECONDS);

  /** By the class of their status. */
  readonly httpAnswers = new Counters(["2xx", "3xx", "4xx", "5xx"]);
  /** `done`, or the code of the refusal. */
  readonly signIns = new Counters(["done", "wrong-credentials", "account-deactivated", "rate-limited"]);
  readonly pushes = new Counters(["taken", "gone", "refused", "later"]);
  readonly mails = new Counters(["sent", "failed"]);

  get websockets(): number {
    return this.websocketsOpened.value - this.websocketsClosed.total;
  }

  done(type: CommandType, ms: number): void {
    this.commands.done.add(type);
    if (type === "message.send") this.sendSeconds.observe(ms / 1_000);
  }

  /** `null`: what was asked could not be told. */
  refused(type: CommandType | null, { code, status }: ProtocolError): void {
    (status < 500 ? this.commands.refused : this.commands.failed).add(type ?? "");
    this.refusals.add(code);
  }

  signedIn(outcome: "done" | ErrorCode): void {
    this.signIns.add(outcome);
  }

  published(topic: Topic, sockets: number): void {
    const published = isEphemeral(topic) ? this.ephemeral : this.durable;
    published.frames.add();
    published.deliveries.add(sockets);
    if (published === this.ephemeral)
      for (const reader of this.slowReaders) if (reader.misses(topic)) this.ephemeralDropped.add();
  }

  committed(writes: number, ms: number): void {
    this.commitWrites.observe(writes);
    this.commitSeconds.observe(ms / 1_000);
  }

  answered(status: number): void {
    this.httpAnswers.add(`${Math.floor(status / 100)}xx`);
  }
}
