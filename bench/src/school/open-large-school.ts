import { Api } from "./api.ts";
import { type LargeSchool, largeSchool, SAMPLE } from "./large-school.ts";
import { startOurServer } from "./our-server.ts";

/** A large school that is being served. */
export interface OpenSchool {
  api: Api;
  /** A cookie of the staff's. */
  staff: string;
}

/** Serves a large school while it is used. What is asked must not change it. */
export async function inLargeSchool<Result>(
  size: LargeSchool,
  use: (school: OpenSchool) => Promise<Result>,
): Promise<Result> {
  const server = await startOurServer(await largeSchool(size));
  try {
    const api = new Api(server.host);
    return await use({ api, staff: await api.signIn(SAMPLE.staff, SAMPLE.password) });
  } finally {
    await server.stop();
  }
}
