/** The server answers as somebody else than this client is for: another person has signed in, in the same browser. */
export class AccountChangedError extends Error {
  override readonly name = "AccountChangedError";

  constructor() {
    super("Somebody else is signed in now.");
  }
}
