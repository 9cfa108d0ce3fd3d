import type { ConnectionState } from "@encrptalk/client";
import { useClient } from "../app/signed-in.ts";
import { m } from "../paraglide/messages.js";
import { numberOf } from "../text/lists.ts";
import styles from "./connection-status.module.css";
import { useToldConnection } from "./told-connection.ts";

/** Whether messages get through, in words. Stands once on every screen of the main part. */
export function ConnectionStatus() {
  const client = useClient();
  const state = useToldConnection();
  const stuck = state.status === "limited" || state.status === "offline";
  return (
    <p className={styles.status} data-status={state.status}>
      <span className={styles.dot} aria-hidden="true" />
      <span role="status">{sentenceFor(state)}</span>
      {stuck && (
        <button
          type="button"
          className={styles.again}
          disabled={state.trying}
          onClick={() => client.tryNow()}
        >
          {state.trying ? m.connection_trying() : m.connection_try_now()}
        </button>
      )}
    </p>
  );
}

function sentenceFor(state: ConnectionState): string {
  switch (state.status) {
    case "connecting":
      return m.connection_connecting();
    case "live":
      return m.connection_live();
    case "reconnecting":
      return m.connection_reconnecting({ attempt: numberOf(state.attempt), of: numberOf(state.of) });
    case "limited":
      return m.connection_limited();
    case "offline":
      return m.connection_offline();
    case "stopped":
      return m.connection_stopped();
  }
}
