export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** A WebSocket frame (RFC 6455, section 5.2), also one that nobody may send. */
export interface Frame {
  opcode: number;
  payload: Uint8Array;
  /** The last of its message; by default it is. */
  final?: boolean;
  /** Bits that extensions may use, 0 to 7. */
  reserved?: number;
  /** As a client's frame has to be; by default it is. */
  masked?: boolean;
  /** The length that it claims, where that is not its own. */
  claims?: number;
}

const MASK = [0x37, 0xfa, 0x21, 0x3d] as const;

export function encodeFrame({
  opcode,
  payload,
  final = true,
  reserved = 0,
  masked = true,
  claims = payload.length,
}: Frame): Buffer {
  const first = (final ? 0x80 : 0) | (reserved << 4) | opcode;
  const maskBit = masked ? 0x80 : 0;
  const head = Buffer.alloc(claims < 126 ? 2 : claims < 65_536 ? 4 : 10);
  head[0] = first;
  head[1] = maskBit | (claims < 126 ? claims : claims < 65_536 ? 126 : 127);
  if (head.length === 4) head.writeUInt16BE(claims, 2);
  if (head.length === 10) head.writeBigUInt64BE(BigInt(claims), 2);
  if (!masked) return Buffer.concat([head, payload]);
  const hidden = payload.map((byte, index) => byte ^ (MASK[index % 4] ?? 0));
  return Buffer.concat([head, Buffer.from(MASK), hidden]);
}

export const textFrame = (text: string): Frame => ({ opcode: OPCODE.text, payload: Buffer.from(text) });

/** A close frame with a code, and what else its payload has. */
export const closeFrame = (code: number, reason: string | Uint8Array = ""): Frame => ({
  opcode: OPCODE.close,
  payload: Buffer.concat([Buffer.from([code >> 8, code & 0xff]), Buffer.from(reason)]),
});

/** One message in as many fragments as it is given; each may be empty. */
export const fragmentsOf = (parts: readonly Uint8Array[], opcode: number = OPCODE.text): Frame[] =>
  parts.map((payload, index) => ({
    opcode: index === 0 ? opcode : OPCODE.continuation,
    payload,
    final: index === parts.length - 1,
  }));

/** Cuts bytes in pieces of this size. */
export const cut = (bytes: Uint8Array, size: number): Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );

/** The first frame of what a server sent, and the bytes after it; `null` until it is whole. */
export function decodeFrame(bytes: Buffer): { frame: Frame; rest: Buffer } | null {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return null;
  const headLength = lengthOfHead(second & 0x7f);
  if (bytes.length < headLength) return null;
  const length = lengthOfPayload(bytes, second & 0x7f);
  if (bytes.length < headLength + length) return null;
  return {
    frame: {
      opcode: first & 0x0f,
      payload: bytes.subarray(headLength, headLength + length),
      final: (first & 0x80) !== 0,
      reserved: (first >> 4) & 7,
      masked: (second & 0x80) !== 0,
    },
    rest: bytes.subarray(headLength + length),
  };
}

const lengthOfHead = (short: number): number => (short < 126 ? 2 : short === 126 ? 4 : 10);

function lengthOfPayload(bytes: Buffer, short: number): number {
  if (short < 126) return short;
  return short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
}
