import { BareEvents, fileNamed } from "./bare-events.ts";

declare const self: Worker;

const events = new BareEvents(fileNamed(process.argv));
/** Of the last message in each room. */
const seqs = new Map<string, number>();

/** A frame of ours, as far as it is stored. */
interface SaidFrame {
  event: { sender?: { accountId: string; deviceId: string }; body: unknown };
}
const NOBODY = { accountId: "nobody", deviceId: "no device" };

self.onmessage = ({ data }: MessageEvent<string>) => {
  const at = Date.now();
  events.inOneCommit(() => {
    for (const [roomId, { event }] of JSON.parse(data) as [room: string, frame: SaidFrame][]) {
      const seq = (seqs.get(roomId) ?? 0) + 1;
      seqs.set(roomId, seq);
      const body = JSON.stringify(event.body);
      events.store({ roomId, seq, at, ...(event.sender ?? NOBODY), clientId: `bench-message-${seq}`, body });
    }
  });
  self.postMessage("stored");
};
