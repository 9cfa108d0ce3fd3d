/** The database cannot be used. The message is one sentence for whoever runs the server. */
export class StoreOpenError extends Error {
  override readonly name = "StoreOpenError";
}
