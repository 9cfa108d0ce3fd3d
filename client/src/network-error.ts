export type NetworkErrorReason = "unreachable" | "timeout" | "connection-lost" | "unreadable";

/** No answer from the server: the network, a proxy, or a server that is down. What was asked may have happened. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";
  readonly reason: NetworkErrorReason;

  constructor(reason: NetworkErrorReason, options?: ErrorOptions) {
    super(`No answer from the server: ${reason}.`, options);
    this.reason = reason;
  }
}
