"""A WebSocket client of another make, python3-websockets: says what it is told to, and prints what came of it.

Arguments: the WebSocket's address, a bearer token, the subprotocol, a room's id. Prints one line of JSON:
{"said": how much was said, "wrong": [a sentence for each answer that was not the right one]}.
"""

import asyncio
import json
import sys
import uuid

import websockets

URL, TOKEN, PROTOCOL, ROOM = sys.argv[1:]
CODES = [1000, 1001, 1003, 1011, 3000, 3999, 4000, 4100, 4999]
PAYLOADS = [b"", b"hello", b"a" * 125]
HEARD_WITHIN_S = 5

said = 0
wrong = []


def connect(**more):
    return websockets.connect(
        URL,
        subprotocols=[PROTOCOL],
        extra_headers={"Authorization": f"Bearer {TOKEN}"},
        max_size=None,
        **more,
    )


async def ask(socket, command, pieces=None):
    """The reply to a command, which is said in as many fragments as asked for."""
    global said
    said += 1
    request_id = f"python-{said}"
    text = json.dumps({"id": request_id, "command": command}, ensure_ascii=False)
    if pieces is None:
        await socket.send(text)
    else:
        size = -(-len(text) // pieces)
        await socket.send([text[at : at + size] for at in range(0, len(text), size)])
    while True:
        frame = json.loads(await asyncio.wait_for(socket.recv(), HEARD_WITHIN_S))
        if frame["type"] == "reply" and frame["id"] == request_id:
            return frame


def must(holds, otherwise):
    if not holds:
        wrong.append(otherwise)


async def converse():
    global said
    async with connect(compression="deflate") as socket:
        must(socket.subprotocol == PROTOCOL, f"the server chose the subprotocol {socket.subprotocol}")
        must(socket.extensions == [], f"the server took up {socket.extensions}")
        synced = await ask(socket, {"type": "sync", "epoch": None, "school": 0, "account": 0, "rooms": []})
        must(synced["ok"], "sync was refused")
        message = {
            "type": "message.send",
            "roomId": ROOM,
            "messageId": str(uuid.uuid4()),
            "body": {"alg": "plain", "text": "Said by Python: \U0001f468\u200d\U0001f469\u200d\U0001f467 " + "long " * 1_000},
        }
        first = await ask(socket, message)
        for pieces in (2, 100, 5_000):
            again = await ask(socket, message, pieces)
            must(again["ok"] and again["result"] == first["result"], f"in {pieces} pieces it got another answer")
        for payload in PAYLOADS:
            said += 1
            await asyncio.wait_for(await socket.ping(payload), HEARD_WITHIN_S)
    for code in CODES:
        said += 1
        socket = await connect()
        await socket.close(code, "bye")
        must(socket.close_code == code, f"close {code} was answered with {socket.close_code}")


async def break_rules():
    """The client's own writing is gone around: it would refuse to."""
    global said
    for what, send, code in [
        ("bytes", lambda socket: socket.send(b"{}"), 4100),
        ("text that is not UTF-8", lambda socket: socket.write_frame(True, 1, b"\xff"), 1007),
        ("a frame of 64 KB + 1", lambda socket: socket.send(" " * 65_537), 1009),
        ("an unknown opcode in the middle", lambda socket: socket.write_frame(True, 0, b"{}"), 1002),
    ]:
        said += 1
        async with connect() as socket:
            await send(socket)
            await asyncio.wait_for(socket.wait_closed(), HEARD_WITHIN_S)
            must(socket.close_code == code, f"{what}: closed with {socket.close_code} instead of {code}")


async def main():
    for part in (converse, break_rules):
        try:
            await part()
        except Exception as error:  # Said in the line that is printed, whatever it is.
            wrong.append(f"{part.__name__}: {error!r}")
    print(json.dumps({"said": said, "wrong": wrong}))


asyncio.run(main())
