/** No answer from the server: the network, a proxy, or a server that is down. What was asked may have happened. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";

  constructor(
    readonly reason: "unreachable" | "timeout" | "connection-lost" | "unreadable",
    options?: ErrorOptions,
  ) {
    super(`No answer from the server: ${reason}.`, options);
  }
}
