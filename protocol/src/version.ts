/** The WebSocket subprotocol, and the version of every schema here. A test fails when they change without it. */
export const PROTOCOL = "encrptalk.v1";
