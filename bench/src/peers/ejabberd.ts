import { dirname, join } from "node:path";
import { Glob } from "bun";
import { findFreePort, startListening } from "../child.ts";
import { roomsOfPeople } from "../layout.ts";
import { makeRunFolder } from "../school/working-copy.ts";
import { messageIn, textOf } from "../stamp.ts";
import { writeConfiguration } from "./configuration.ts";
import { closeSocket, openSocket } from "./open-socket.ts";
import type { Ears, Peer, Seat } from "./peer.ts";

const FRAMING = "urn:ietf:params:xml:ns:xmpp-framing";
const OPEN = `<open xmlns="${FRAMING}" to="localhost" version="1.0"/>`;
const AUTHENTICATE = '<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="ANONYMOUS"/>';
const BIND =
  '<iq xmlns="jabber:client" type="set" id="bind"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/></iq>';

/**
 * As Debian's `ejabberdctl` starts it; but its schedulers are not to wait for work by turning, which would be counted
 * as the server's processor time, and it needs no name, since no other node calls it.
 */
const ERLANG = "-noinput +P 250000 +sbwt none +sbwtdcpu none +sbwtdio none".split(" ");

/** Debian has programs of Erlang where this machine's libraries are. */
const find = (pattern: string): string | undefined => [...new Glob(pattern).scanSync("/")][0];
const findProgram = (): string | undefined => find("/usr/lib/*/ejabberd-*/ebin/ejabberd.app");
const findSqlite = (): string | undefined => find("/usr/lib/erlang/lib/p1_sqlite3-*/ebin/*.app");

/** What schools run today: an XMPP server, its rooms with an archive. */
export const ejabberd: Peer = {
  name: "ejabberd",
  leavesOut:
    "acknowledgements, one message per id, lists of members, who has read what; others do not hear who comes and goes",
  installation: {
    debianPackages: ["ejabberd", "erlang-p1-sqlite3"],
    isThere: () => Bun.which("erl") !== null && findProgram() !== undefined && findSqlite() !== undefined,
  },

  async start(layout) {
    const run = makeRunFolder();
    const port = findFreePort();
    const values = { folder: run.data, port: String(port) };
    const configuration = writeConfiguration("ejabberd.yml", values, run.data);
    const command = ["erl", ...ERLANG, "-mnesia", "dir", `"${run.data}"`, "-s", "ejabberd"];
    const environment = {
      ERL_LIBS: dirname(dirname(dirname(findProgram() ?? ""))),
      ERL_CRASH_DUMP_BYTES: "0",
      EJABBERD_CONFIG_PATH: configuration,
      EJABBERD_LOG_PATH: join(run.data, "ejabberd.log"),
      HOME: run.data,
    };
    const server = await startListening(command, environment, port);
    const names = Array.from({ length: layout.rooms }, (_, room) => `room-${room}@conference.localhost`);
    const seats = roomsOfPeople(layout, names).map((rooms, person) => ({
      url: `ws://127.0.0.1:${port}/ws`,
      rooms,
      token: `person-${person}`,
    }));
    return {
      processId: server.processId,
      seats,
      async stop() {
        await server.stop();
        run.remove();
      },
    };
  },

  async connect(seat, ears) {
    const socket = await openSocket(seat.url, { protocols: ["xmpp"] }, ears.failed);
    const ask = speak(socket, ears);
    await ask(OPEN, "ANONYMOUS");
    await ask(AUTHENTICATE, "<success");
    await ask(OPEN, "xmpp-bind");
    await ask(BIND, "<jid>");
    for (const room of seat.rooms) await ask(enter(room, seat), "<subject");
    return {
      say: (message, room) => socket.send(sendMessage(room, message)),
      leave: () => closeSocket(socket),
    };
  },
};

/** Sends a stanza, and resolves when a frame has come that has these words. Tells `ears` of messages and refusals. */
function speak(socket: WebSocket, ears: Ears): (stanza: string, words: string) => Promise<void> {
  let awaited = { words: "", resolve: () => {}, reject: (_reason: string) => {} };
  socket.onmessage = ({ data: frame }: MessageEvent<string>) => {
    if (isRefusal(frame)) {
      ears.failed(frame);
      awaited.reject(frame);
      return;
    }
    const message = messageIn(frame);
    if (message >= 0) ears.heard(message, frame);
    else if (frame.includes(awaited.words)) awaited.resolve();
  };
  return (stanza, words) =>
    new Promise((resolve, reject) => {
      awaited = { words, resolve, reject };
      socket.send(stanza);
    });
}

const isRefusal = (frame: string): boolean =>
  frame.includes("type='error'") || frame.startsWith("<failure") || frame.startsWith("<stream:error");

function enter(room: string, { token }: Seat): string {
  const history = '<x xmlns="http://jabber.org/protocol/muc"><history maxstanzas="0"/></x>';
  return `<presence xmlns="jabber:client" to="${room}/${token}">${history}</presence>`;
}

function sendMessage(room: string, message: number): string {
  const body = `<body>${textOf(message)}</body>`;
  return `<message xmlns="jabber:client" type="groupchat" to="${room}" id="bench-${message}">${body}</message>`;
}
