import { fileURLToPath } from "node:url";
import type { Child } from "../child.ts";
import { startOnPort } from "../peers/relay.ts";

const SERVER = fileURLToPath(import.meta.resolve("./bare-answers-server.ts"));

export const BARE_ANSWERS = {
  name: "bare Bun server",
  leavesOut: "everything but taking the connection and sending an answer of the same length, always the same",
};

/** Starts a server that answers each frame with `characters`. `found`: its port. */
export const startBareAnswers = (characters: number): Promise<Child<number>> =>
  startOnPort([process.execPath, SERVER, String(Math.round(characters))]);
