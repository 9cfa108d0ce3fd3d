// Answers "!dice" with a throw, in every room that it is in.
// ENCRPTALK_URL=https://talk.school.example ENCRPTALK_TOKEN=… bun docs/examples/bot.ts
import { createClient } from "@encrptalk/client";

const { ENCRPTALK_URL: url = "http://localhost:3000", ENCRPTALK_TOKEN: token } = process.env;
if (!token) throw new Error("ENCRPTALK_TOKEN is not set. Make one in Settings, under Programs.");

const bot = createClient({ url, authentication: { kind: "bearer", token } });

bot.onEvent(({ roomId, event }) => {
  if (event.type !== "message.sent" || event.body?.alg !== "plain") return;
  const room = bot.room(roomId);
  room.markRead(event.number);
  if (event.body.text !== "!dice") return;
  room.send({ text: `You threw ${1 + Math.floor(Math.random() * 6)}.`, replyTo: event.seq });
});

bot.connection.subscribe(() => {
  const { status } = bot.connection.get();
  console.log(status);
  if (status === "stopped") process.exit(1);
});
