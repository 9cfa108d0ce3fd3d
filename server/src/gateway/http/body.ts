import { ProtocolError } from "@encrptalk/protocol";

/** The body's text, read no further than `most` bytes. Throws `too-large`, or `malformed` for what is not UTF-8. */
export async function readBody(request: Request, most: number): Promise<string> {
  const tooLarge = () =>
    new ProtocolError("too-large", {
      message: `The request is too large: at most ${most.toLocaleString("en")} bytes.`,
    });
  if (Number(request.headers.get("content-length") ?? 0) > most) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > most) throw tooLarge();
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new ProtocolError("malformed", { message: "The body is not UTF-8." });
  }
}
