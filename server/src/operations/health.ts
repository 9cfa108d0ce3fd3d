/** 200 while the process lives; nothing else is asked. */
export const healthz = () => Response.json({ status: "alive" });

/** 200 when it can serve: the database answers and it is not going away. */
export async function readyz(isReady: () => Promise<boolean>): Promise<Response> {
  const ready = await isReady().catch(() => false);
  return Response.json({ status: ready ? "ready" : "not ready" }, { status: ready ? 200 : 503 });
}
