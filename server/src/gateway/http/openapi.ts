import {
  commandSchema,
  ERRORS,
  protocolErrorSchema,
  requestSchema,
  resultSchemas,
  serverFrameSchema,
} from "@encrptalk/protocol";
import * as z from "zod/mini";
import type { Route } from "./route.ts";

const toSchema = (schema: z.ZodMiniType, io: "input" | "output") => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return json;
};
const content = (schema: object) => ({ content: { "application/json": { schema } } });

/** Answers with the description, which is made once: anybody may ask, and it takes as long as many messages to make. */
export function apiDescription(routes: readonly Route[]): () => Response {
  let text: string | null = null;
  return () => {
    text ??= JSON.stringify(describeApi(routes));
    return new Response(text, { headers: { "Content-Type": "application/json; charset=utf-8" } });
  };
}

/** Describes the routes as OpenAPI 3.1, from the schemas that check them. */
function describeApi(routes: readonly Route[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describeRoute(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Encrptalk",
      version: "1",
      description: "The rules behind this interface stand in docs/protocol.md.",
    },
    paths,
    components: {
      // What docs/protocol.md speaks of: the frames of a WebSocket, and what each command answers with.
      schemas: {
        Request: toSchema(requestSchema, "input"),
        Command: toSchema(commandSchema, "input"),
        ServerFrame: toSchema(serverFrameSchema, "output"),
        ...Object.fromEntries(
          Object.entries(resultSchemas).map(([type, schema]) => [
            `Result.${type}`,
            toSchema(schema, "output"),
          ]),
        ),
      },
      securitySchemes: {
        cookie: { type: "apiKey", in: "cookie", name: "encrptalk" },
        bearer: { type: "http", scheme: "bearer" },
      },
    },
  };
}

function describeRoute(route: Route): object {
  const { path, summary, access, query, body } = route;
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
  return {
    summary,
    ...(access === "anyone" ? {} : { security: [{ cookie: [] }, { bearer: [] }] }),
    ...(access === "admin" ? { description: "For administrators." } : {}),
    parameters: [
      ...names.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } })),
      ...(query ? describeQuery(query) : []),
    ],
    ...(body ? { requestBody: { required: true, ...content(toSchema(body, "input")) } } : {}),
    responses: {
      200:
        "fileTypes" in route
          ? {
              description: "The file.",
              content: Object.fromEntries(route.fileTypes.map((type) => [type, {}])),
            }
          : { description: "Done.", ...content(toSchema(route.result, "output")) },
      default: {
        description: `A refusal, with one of the codes ${Object.keys(ERRORS).join(", ")}.`,
        ...content({ type: "object", properties: { error: toSchema(protocolErrorSchema, "output") } }),
      },
    },
  };
}

function describeQuery(query: z.ZodMiniType): object[] {
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: "input", unrepresentable: "any" });
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}
