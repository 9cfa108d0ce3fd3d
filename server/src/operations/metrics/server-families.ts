import type { Presence } from "../../live/presence.ts";
import type { SearchIndex } from "../../store/search-index.ts";
import type { Store } from "../../store/store.ts";
import { counter, counters, type Family, gauge, gauges, histogram, samplesOf } from "./exposition.ts";
import { fileSizes } from "./file-sizes.ts";
import type { LastBackup } from "./last-backup.ts";
import type { Metrics } from "./metrics.ts";

/** What is looked at when somebody asks. */
export interface Watched {
  metrics: Metrics;
  presence: Pick<Presence, "accountsOnline" | "studentsOnline">;
  store: Pick<Store, "queued">;
  index: Pick<SearchIndex, "lag" | "lagMs" | "queued">;
  lastBackup: LastBackup;
  dataDirectory: string;
}

/** All that is Encrptalk's own. No label has an id in it: each has a few values that the program knows. */
export const serverFamilies = (watched: Watched): Family[] => [
  ...people(watched),
  ...messages(watched),
  ...slowReaders(watched),
  ...storage(watched),
  ...search(watched),
  ...doors(watched),
];

const people = ({ metrics, presence }: Watched): Family[] => [
  gauge("encrptalk_websockets", "Open WebSockets.", metrics.websockets),
  counter("encrptalk_websockets_opened_total", "WebSockets that were opened.", metrics.websocketsOpened),
  counters(
    "encrptalk_websockets_closed_total",
    "WebSockets that were closed, by close code; docs/protocol.md says what each means.",
    "code",
    metrics.websocketsClosed,
  ),
  gauge("encrptalk_polls_waiting", "Long polls that wait for news.", metrics.pollsWaiting),
  counter("encrptalk_polls_total", "Long polls.", metrics.polls),
  gauges("encrptalk_accounts_online", "People with a connected device, and for a moment after.", "role", {
    student: presence.studentsOnline,
    admin: presence.accountsOnline - presence.studentsOnline,
  }),
];

const messages = ({ metrics }: Watched): Family[] => [
  {
    name: "encrptalk_commands_total",
    help: "Commands over WebSocket and HTTP; failed: by the server's own fault.",
    type: "counter",
    samples: Object.entries(metrics.commands).flatMap(([outcome, counted]) =>
      samplesOf("type", counted, { outcome }),
    ),
  },
  counters(
    "encrptalk_refusals_total",
    "Commands and other requests that were refused or failed, by the code of the error.",
    "code",
    metrics.refusals,
  ),
  histogram(
    "encrptalk_send_duration_seconds",
    "From when a message was read to when it was stored and acknowledged.",
    metrics.sendSeconds,
  ),
  {
    name: "encrptalk_published_frames_total",
    help: "Frames of feeds, each published once for all who hear it.",
    type: "counter",
    samples: [
      { labels: { kind: "durable" }, value: metrics.durable.frames.value },
      { labels: { kind: "ephemeral" }, value: metrics.ephemeral.frames.value },
    ],
  },
  {
    name: "encrptalk_deliveries_total",
    help: "Frames of feeds times the WebSockets that they were handed to.",
    type: "counter",
    samples: [
      { labels: { kind: "durable" }, value: metrics.durable.deliveries.value },
      { labels: { kind: "ephemeral" }, value: metrics.ephemeral.deliveries.value },
    ],
  },
];

const slowReaders = ({ metrics }: Watched): Family[] => [
  gauge(
    "encrptalk_slow_readers",
    "WebSockets that lag so far that they miss what may be dropped.",
    metrics.slowReaders.size,
  ),
  counter(
    "encrptalk_slow_readers_dropped_total",
    "WebSockets that were closed or broke off while they lagged so.",
    metrics.slowReadersDropped,
  ),
  counter(
    "encrptalk_ephemeral_drops_total",
    "Typing and presence that somebody missed because they lagged.",
    metrics.ephemeralDropped,
  ),
  gauge(
    "encrptalk_buffered_bytes",
    "Bytes that peers have not taken yet, looked at every second.",
    metrics.bufferedBytes,
  ),
];

function storage({ metrics, store, index, lastBackup, dataDirectory }: Watched): Family[] {
  const { writes, reads } = store.queued();
  const backupAt = lastBackup.at();
  return [
    histogram(
      "encrptalk_commit_duration_seconds",
      "From when writes were handed to the writer to when they were on the disk.",
      metrics.commitSeconds,
    ),
    histogram("encrptalk_commit_writes", "Writes that shared one flush of the disk.", metrics.commitWrites),
    gauges("encrptalk_queued_calls", "What each thread of the store has waiting and under way.", "thread", {
      writer: writes,
      reader: reads,
      search: index.queued(),
    }),
    gauges("encrptalk_file_bytes", "Sizes of the files.", "file", fileSizes(dataDirectory)),
    gauge(
      "encrptalk_last_backup_timestamp_seconds",
      "When a backup was last taken, in seconds since 1970; nothing if never.",
      backupAt === null ? null : backupAt / 1_000,
    ),
  ];
}

const search = ({ index }: Watched): Family[] => [
  gauge(
    "encrptalk_index_lag_positions",
    "How far the search index is behind the log, in positions.",
    index.lag(),
  ),
  gauge(
    "encrptalk_index_lag_seconds",
    "How long the oldest message that the search index lacks has waited for it.",
    index.lagMs() / 1_000,
  ),
];

const doors = ({ metrics }: Watched): Family[] => [
  histogram(
    "encrptalk_event_loop_delay_seconds",
    "How late a timer was that is due ten times a second.",
    metrics.eventLoopSeconds,
  ),
  counters(
    "encrptalk_http_answers_total",
    "HTTP answers by class of their status.",
    "status",
    metrics.httpAnswers,
  ),
  counters(
    "encrptalk_sign_ins_total",
    "Sign-ins with a password, by what came of them.",
    "outcome",
    metrics.signIns,
  ),
  counters("encrptalk_pushes_total", "Pushes, by what the push service answered.", "outcome", metrics.pushes),
  counters("encrptalk_mails_total", "E-mails that were handed to the mail server.", "outcome", metrics.mails),
];
