import type { AuditEntry } from "../audit-entry.ts";
import type { Change, SqlValue, Store } from "../store.ts";
import type { Written } from "./commit-batch.ts";
import { openDatabase } from "./open-database.ts";
import type { Reads } from "./reads/index.ts";
import { Thread } from "./thread.ts";
import type { Threads } from "./threads.ts";
import type { Writes } from "./writes/index.ts";

export { StoreOpenError } from "./store-open-error.ts";

export interface SqliteStoreOptions {
  /** The database; made, with its folder, where there is none. Beside it stand its `-wal`, `-shm` and `.lock`. */
  file: string;
  /**
   * Told, for the log, why the disk failed (whoever asked only learns `storage-full` or `unavailable`), or why a
   * `committed` listener did.
   */
  onFailure?: (cause: string) => void;
  /** Told of each commit: how many writes it had, and how long it took. */
  onCommit?: ((writes: number, ms: number) => void) | undefined;
  /** By default workers. */
  threads?: Threads | undefined;
}

/** Writes that share one flush of the disk at most. */
const WRITES_PER_COMMIT = 512;
/**
 * Between two commits while many write: four writes in one cost as much processor time as two commits of one each.
 * Whoever writes when nobody has just written waits for nobody.
 */
const GATHER_MS = 2;
/** Reads whose answers come back together: few, since each may be a large page. */
const READS_PER_BATCH = 16;

/** Opens or makes the database. Rejects with `StoreOpenError` where it cannot be used. */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  const { file, threads, onFailure = () => {}, onCommit = () => {} } = options;
  const { epoch, release } = openDatabase(file);
  const listeners: ((change: Change) => void)[] = [];
  const writer = new Thread<Written>(
    {
      module: new URL("./writer-thread.ts", import.meta.url),
      file,
      maxBatch: WRITES_PER_COMMIT,
      gatherMs: GATHER_MS,
      threads,
    },
    {
      onResult({ changes }) {
        for (const change of changes) for (const listener of listeners) tell(listener, change);
      },
      onFailure,
      onBatch: onCommit,
    },
  );
  const reader = new Thread<unknown>(
    { module: new URL("./reader-thread.ts", import.meta.url), file, maxBatch: READS_PER_BATCH, threads },
    { onResult() {}, onFailure },
  );

  /** What is committed stays so: a listener that fails must strand neither the others nor whoever wrote. */
  function tell(listener: (change: Change) => void, change: Change): void {
    try {
      listener(change);
    } catch (error) {
      onFailure(`a listener failed: ${Bun.inspect(error)}`);
    }
  }

  const write = async <N extends keyof Writes>(name: N, input: Parameters<Writes[N]>[1]) =>
    (await writer.call(name, input)).result as ReturnType<Writes[N]>;
  const read = async <N extends keyof Reads>(name: N, input: Parameters<Reads[N]>[1]) =>
    (await reader.call(name, input)) as ReturnType<Reads[N]>;

  async function close(): Promise<void> {
    await reader.close();
    // The last to close leaves everything in the one file.
    await writer.close();
    release();
  }

  // Not before both threads are up.
  try {
    await Promise.all([write("writeAllSql", { statements: [] }), read("defaultRoomId", undefined)]);
  } catch (error) {
    await close();
    throw error;
  }

  return {
    epoch,
    onCommitted(listener) {
      listeners.push(listener);
    },

    createRoom: (input) => write("createRoom", input),
    joinRoom: (input) => write("joinRoom", input),
    leaveRoom: (input) => write("leaveRoom", input),
    renameRoom: (input) => write("renameRoom", input),
    setRoomArchived: (input) => write("setRoomArchived", input),
    raiseEncryption: (input) => write("raiseEncryption", input),
    openConversation: (input) => write("openConversation", input),
    setConversationStatus: (input) => write("setConversationStatus", input),
    takeSeats: (accountId) => write("takeSeats", accountId),
    setNotify: (input) => write("setNotify", input),
    sendMessage: (input) => write("sendMessage", input),
    editMessage: (input) => write("editMessage", input),
    deleteMessage: (input) => write("deleteMessage", input),
    markReceipts: (marks) => write("markReceipts", marks),

    catchUp: (accountId, sync) => read("catchUp", { accountId, sync, epoch }),
    joinedRoom: (accountId, roomId) => read("joinedRoom", { accountId, roomId }),
    mayEnter: (accountId, roomId) => read("mayEnter", { accountId, roomId }),
    receipts: (accountId, roomId) => read("receipts", { accountId, roomId }),
    events: (roomId, query) => read("events", { roomId, query }),
    eventPage: (asker, roomId, query) => read("eventPage", { asker, roomId, query }),
    defaultRoomId: () => read("defaultRoomId", undefined),
    rooms: (query) => read("rooms", query),
    members: (roomId, query) => read("members", { roomId, query }),
    people: (asker, accountIds) => read("people", { asker, accountIds }),
    deskEntries: (asker, studentIds) => read("deskEntries", { asker, studentIds }),
    deskPage: (asker, query) => read("deskPage", { asker, query }),
    deskCounts: (asker) => read("deskCounts", asker),
    deskActivity: (since) => read("deskActivity", since),
    studentDetails: (asker, studentId) => read("studentDetails", { asker, studentId }),
    classes: () => read("classes", undefined),
    position: () => read("position", undefined),
    waiting: (query) => read("waiting", query),
    unreadConversations: (query) => read("unreadConversations", query),

    auditPage: (query) => read("auditPage", query),

    sql: {
      read: <Row>(sql: string, parameters: readonly SqlValue[]) =>
        read("readSql", { sql, parameters }) as Promise<Row[]>,
      write: <Row>(sql: string, parameters: readonly SqlValue[], audit?: AuditEntry) =>
        write("writeSql", audit ? { sql, parameters, audit } : { sql, parameters }) as Promise<{
          rows: Row[];
          changes: number;
        }>,
      writeAll: (statements, changed = {}) => write("writeAllSql", { statements, changed }),
      record: (entry) => write("writeAudit", entry),
    },

    queued: () => ({ writes: writer.queued, reads: reader.queued }),
    close,
  };
}
