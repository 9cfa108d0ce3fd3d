import type { AccountId, DeviceId, MessageId, RoomId } from "@encrptalk/protocol";
import { openSqliteStore } from "./sqlite-store.ts";

/** Sends without end from eight devices, and prints the id of each message once it is acknowledged. */
const [file = "", round = ""] = process.argv.slice(2);
const store = await openSqliteStore({ file });
const roomId = "library" as RoomId;
const accountId = "asha" as AccountId;

async function sendWithoutEnd(device: string): Promise<never> {
  const sender = { accountId, deviceId: device as DeviceId };
  for (let count = 1; ; count++) {
    const messageId = `message-${round}-${device}-${count}` as MessageId;
    await store.sendMessage({
      roomId,
      messageId,
      body: { alg: "plain", text: messageId },
      sender,
      at: count,
    });
    process.stdout.write(`${messageId}\n`);
  }
}

const origin = { sender: { accountId, deviceId: "phone" as DeviceId }, at: 1 };
await store.createRoom({ roomId, title: "Library", isDefault: false, ...origin });
await store.joinRoom({ roomId, accountId, ...origin });
await Promise.all(Array.from({ length: 8 }, (_, index) => sendWithoutEnd(`device-${index}`)));
