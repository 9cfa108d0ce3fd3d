import { ProtocolError } from "@encrptalk/protocol";

/** The body's text, read no further than `most` bytes. Throws `too-large`, or `malformed` for what is not UTF-8. */
export async function readBody(request: Request, most: number): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > most) throw new ProtocolError("too-large");
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > most) throw new ProtocolError("too-large");
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new ProtocolError("malformed", { message: "The body is not UTF-8." });
  }
}
