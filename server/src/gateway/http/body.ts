import { ProtocolError } from "@encrptalk/protocol";

/**
 * The body's text, read no further than `most` bytes. Throws `too-large`, or `malformed` for what is not UTF-8 and for
 * what breaks off.
 */
export async function readBody(request: Request, most: number): Promise<string> {
  const bytes = await readBytes(request, most);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ProtocolError("malformed", { message: "The body is not UTF-8." });
  }
}

async function readBytes(request: Request, most: number): Promise<Uint8Array> {
  const tooLarge = () =>
    new ProtocolError("too-large", {
      message: `The request is too large: at most ${most.toLocaleString("en")} bytes.`,
    });
  if (Number(request.headers.get("content-length") ?? 0) > most) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size > most) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    // The peer has gone, or has said something else than it had announced. Nobody may be left to hear of it.
    if (error instanceof DOMException && error.name === "AbortError")
      throw new ProtocolError("malformed", { message: "The body broke off." });
    throw error;
  }
  return Buffer.concat(chunks);
}
