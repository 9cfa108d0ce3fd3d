import { encode } from "../../encoded.ts";

/** A shorter answer comes with the first packets in any case. */
const LEAST_PACKED_BYTES = 4_096;
/**
 * The fastest: of a page of history a third is left after a tenth of a millisecond; slower levels save little more. Of
 * the two libraries that Bun has, this one leaves a quarter less in about the same time.
 */
const PACKING = { level: 1, library: "libdeflate" } as const;

interface JsonAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** What the asker's `Accept-Encoding` says. */
  accepts: string | null;
}

/**
 * A long answer goes out packed to whoever can read that: on a slow network most of its time is on the way. No page of
 * another site can guess from its length what stands in it: cookies do not come with what such a page asks for.
 */
export function jsonAnswer(result: unknown, { status, headers, accepts }: JsonAnswer): Response {
  const text = encode(result);
  if (text.length < LEAST_PACKED_BYTES || !acceptsGzip(accepts))
    return new Response(text, { status, headers: { ...headers, "Content-Type": JSON_TYPE } });
  return new Response(Bun.gzipSync(text, PACKING), {
    status,
    headers: { ...headers, "Content-Type": JSON_TYPE, "Content-Encoding": "gzip", Vary: "Accept-Encoding" },
  });
}

const JSON_TYPE = "application/json;charset=utf-8";

/** RFC 9110, 12.5.3: with a weight of 0 it is refused. */
const acceptsGzip = (accepts: string | null): boolean =>
  /(?:^|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[\d.]+\s*)?(?:,|$)/i.test(accepts ?? "");
