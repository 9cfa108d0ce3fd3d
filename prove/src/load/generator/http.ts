import type { Door } from "./carrier.ts";

/** Asks as this device. `null` when it was cut off before the answer; throws on a refusal but `rate-limited`. */
export async function askOverHttp<Result>(
  { url, token }: Door,
  path: string,
  body: object | null,
  signal?: AbortSignal,
): Promise<Result | null> {
  for (;;) {
    const response = await fetchUnlessCut(`${url}${path}`, {
      method: body ? "POST" : "GET",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
      ...(signal ? { signal } : {}),
    });
    if (response === null) return null;
    if (response.ok) return (await response.json()) as Result;
    if (response.status !== 429)
      throw new Error(`${path} was answered ${response.status} ${await response.text()}`);
    await Bun.sleep(1_000 * Number(response.headers.get("retry-after") ?? 1));
  }
}

async function fetchUnlessCut(url: string, options: RequestInit): Promise<Response | null> {
  try {
    return await fetch(url, options);
  } catch (error) {
    if (options.signal?.aborted) return null;
    throw error;
  }
}
