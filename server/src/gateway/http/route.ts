import type * as z from "zod/mini";
import type { Actor } from "../../accounts/index.ts";
import type { Encoded } from "../../encoded.ts";
import type { Staff } from "../../rooms/index.ts";

/** Who may call a route. Every route says it; there is no default. */
export type Access = "anyone" | "signed-in" | "admin";

type ActorOf<A extends Access> = A extends "anyone" ? Actor | null : A extends "admin" ? Staff : Actor;

/** What a handler is given: all of it parsed. */
export interface RouteRequest<A extends Access, Query, Body> {
  actor: ActorOf<A>;
  /** Values of the `:name` parts of the path, not yet parsed. */
  params: Record<string, string>;
  query: Query;
  body: Body;
  headers: Headers;
  /** The peer's IP address, or the proxy's word for it where one is trusted. */
  address: string;
  signal: AbortSignal;
}

/** The answer's JSON body, cookies to set, and the status where it is not 200. */
export interface RouteAnswer<Result> {
  result: Result;
  cookies?: readonly string[];
  status?: number;
}

/** A file to keep. */
export interface RouteFile {
  /** Such as `students.csv`; any letters. */
  name: string;
  /** Its media type. */
  type: string;
  /** Whole, or piece by piece. */
  content: string | AsyncIterable<string>;
}

interface Endpoint<A extends Access, Query extends z.ZodMiniType, Body extends z.ZodMiniType> {
  method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** Such as `/api/rooms/:roomId/events`. */
  path: `/api/${string}`;
  summary: string;
  access: A;
  query?: Query;
  body?: Body;
  /** Where a body may be larger than MAX_FRAME_BYTES. Nobody else than those with access is listened to so long. */
  maxBodyBytes?: number;
}

/** An endpoint that answers with JSON. */
export interface JsonRoute<
  A extends Access = Access,
  Query extends z.ZodMiniType = z.ZodMiniType,
  Body extends z.ZodMiniType = z.ZodMiniType,
  Result extends z.ZodMiniType = z.ZodMiniType,
> extends Endpoint<A, Query, Body> {
  result: Result;
  handle(
    request: RouteRequest<A, z.output<Query>, z.output<Body>>,
  ): Promise<RouteAnswer<z.input<Result> | Encoded<z.input<Result>>>>;
}

/** An endpoint that answers with a file. */
export interface FileRoute<
  A extends Access = Access,
  Query extends z.ZodMiniType = z.ZodMiniType,
  Body extends z.ZodMiniType = z.ZodMiniType,
> extends Endpoint<A, Query, Body> {
  /** The media types that it may have. */
  fileTypes: readonly string[];
  handle(request: RouteRequest<A, z.output<Query>, z.output<Body>>): Promise<RouteFile>;
}

/** One endpoint: parsed, authorised and documented from this one description. */
export type Route = JsonRoute | FileRoute;

/** Checks a route's types and forgets them, so that routes of every shape stand in one list. */
export const route = <
  A extends Access,
  Query extends z.ZodMiniType,
  Body extends z.ZodMiniType,
  Result extends z.ZodMiniType,
>(
  description: JsonRoute<A, Query, Body, Result>,
): Route => description as unknown as Route;

/** The same for one that answers with a file. */
export const fileRoute = <A extends Access, Query extends z.ZodMiniType, Body extends z.ZodMiniType>(
  description: FileRoute<A, Query, Body>,
): Route => description as unknown as Route;
