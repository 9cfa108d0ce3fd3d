import { afterAll, expect, test } from "bun:test";
import { CLOSE, MAX_CONNECTIONS_PER_ACCOUNT, type Poll } from "@encrptalk/protocol";
import { FIRST_SYNC } from "./peer.ts";
import { School } from "./school.ts";

const { school, rao } = await School.open();
afterAll(() => school.close());

test("a hundred sockets opened at the same moment do not pass the limit of an account (P37)", async () => {
  const asha = await school.enrol(rao, "Asha Verma");
  const peers = await Promise.all(Array.from({ length: 100 }, () => asha.connect()));
  const refused = 100 - MAX_CONNECTIONS_PER_ACCOUNT;
  const codes: number[] = [];
  await new Promise<void>((resolve) => {
    for (const peer of peers) {
      void peer.closed.then((code) => {
        codes.push(code);
        if (codes.length === refused) resolve();
      });
    }
  });
  expect(codes).toEqual(Array(refused).fill(CLOSE.tooManyConnections));
  for (const peer of peers) peer.close();
});

test("polls that wait count as connections (P37)", async () => {
  const ben = await school.enrol(rao, "Ben Ode");
  const { epoch, school: position, account, rooms } = await ben.command<"sync">(FIRST_SYNC);
  const poll: Poll = {
    sync: {
      ...FIRST_SYNC,
      epoch,
      school: position,
      account,
      rooms: rooms.map((room) => ({ roomId: room.roomId, seq: room.head, position: room.position })),
    },
    waitMs: 1_000,
  };
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => school.fetch("POST", "/api/poll", ben.headers, poll)),
  );
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses.filter((status) => status === 200)).toHaveLength(MAX_CONNECTIONS_PER_ACCOUNT);
  expect(statuses.filter((status) => status === 429)).toHaveLength(100 - MAX_CONNECTIONS_PER_ACCOUNT);
});
