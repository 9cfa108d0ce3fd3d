import type { Api, Authentication } from "./api.ts";

export interface ApiOptions {
  readonly url: string;
  readonly authentication: Authentication;
  readonly fetch?: typeof fetch;
}

export function createApi(options: ApiOptions): Api {
  throw new Error(`not connected to ${options.url}`);
}
