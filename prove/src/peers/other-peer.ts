/** A WebSocket client that somebody else has written. */
export interface OtherPeer {
  /** As the server chose it. */
  readonly protocol: string;
  /** Extensions that the server took up, as its answer names them. */
  readonly extensions: string;
  /** Every text that came. */
  readonly texts: readonly string[];
  say(text: string): void;
  /** The same cut as this client can: in fragments, or in bytes on their way. */
  sayInPieces(text: string): void;
  /** Resolves when the pong with the same payload has come. */
  ping(payload: string): Promise<void>;
  /** Resolves with the code that came back. */
  close(code: number): Promise<number>;
}
