import { type Command, PROTOCOL, type ReplyFrame } from "@encrptalk/protocol";
import { closeSocket, openSocket } from "../peers/open-socket.ts";

/** Commands under way at once: enough that the store always has a full batch waiting. */
const UNDER_WAY = 600;
const BEAT = JSON.stringify({ id: "beat", command: { type: "beat" } });

/** Carries out many commands over one connection: their results, in their order. Throws what was refused. */
export async function carryOut(url: string, token: string, commands: readonly Command[]): Promise<unknown[]> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const headers = { authorization: `Bearer ${token}` };
  const socket = await openSocket(url, { protocols: [PROTOCOL], headers }, (why) => reject(new Error(why)));
  const results: unknown[] = [];
  let next = 0;
  let answered = 0;
  const sendNext = () => {
    const command = commands[next];
    if (command) socket.send(JSON.stringify({ id: String(next), command }));
    next += 1;
  };
  socket.onmessage = ({ data }: MessageEvent<string>) => {
    if (data.startsWith('{"type":"beat"')) return socket.send(BEAT);
    const reply = JSON.parse(data) as ReplyFrame;
    if (reply.type !== "reply" || reply.id === "beat") return;
    if (!reply.ok) return reject(new Error(data));
    results[Number(reply.id)] = reply.result;
    answered += 1;
    if (answered === commands.length) resolve();
    sendNext();
  };
  if (commands.length === 0) resolve();
  for (let count = 0; count < UNDER_WAY; count += 1) sendNext();
  await promise;
  closeSocket(socket);
  return results;
}
