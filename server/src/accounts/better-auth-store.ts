import { createAdapterFactory } from "better-auth/adapters";
import type { Sql, SqlValue } from "../store/store.ts";
import { type Fragment, quoted, stored, TOKEN_COLUMN, whereClause } from "./better-auth-where.ts";

type Row = Record<string, unknown>;

/**
 * better-auth on the store's own `Sql`, so that its writes go through the one writer and are as durable as a message.
 * Times are integers, and of a session's token only the hash is stored.
 */
export const betterAuthStore = (sql: Sql) =>
  createAdapterFactory({
    config: {
      adapterId: "encrptalk",
      supportsBooleans: false,
      customTransformInput: ({ data }) => (data instanceof Date ? data.getTime() : data),
      customTransformOutput: ({ data, fieldAttributes }) =>
        fieldAttributes.type === "date" && typeof data === "number" ? new Date(data) : data,
    },
    adapter: ({ getFieldName }) => ({
      async create({ model, data }) {
        const row = assignments(data);
        await sql.write(
          `INSERT INTO ${quoted(model)} (${row.columns.join(", ")}) VALUES (${row.columns.map(() => "?").join(", ")})`,
          row.parameters,
        );
        // Given back as it came, so that a new session's cookie gets the token itself.
        return data;
      },
      async findOne<T>({ model, where }: { model: string; where: Where }): Promise<T | null> {
        const clause = whereClause(where);
        const [row] = await sql.read<Row>(
          `SELECT * FROM ${quoted(model)}${clause.sql} LIMIT 1`,
          clause.parameters,
        );
        return row ? (withToken(row, where) as T) : null;
      },
      async findMany<T>({ model, where, limit, sortBy, offset }: FindMany): Promise<T[]> {
        const clause = whereClause(where);
        const order = sortBy
          ? ` ORDER BY ${quoted(getFieldName({ model, field: sortBy.field }))} ${sortBy.direction === "desc" ? "DESC" : "ASC"}`
          : "";
        return await sql.read<T>(`SELECT * FROM ${quoted(model)}${clause.sql}${order} LIMIT ? OFFSET ?`, [
          ...clause.parameters,
          limit,
          offset ?? 0,
        ]);
      },
      async count({ model, where }) {
        const clause = whereClause(where);
        const [row] = await sql.read<{ count: number }>(
          `SELECT count(*) AS count FROM ${quoted(model)}${clause.sql}`,
          clause.parameters,
        );
        return row?.count ?? 0;
      },
      async update<T>({
        model,
        where,
        update,
      }: {
        model: string;
        where: Where;
        update: T;
      }): Promise<T | null> {
        const statement = updateStatement(model, update as Row, whereClause(where));
        const { rows } = await sql.write<Row>(`${statement.sql} RETURNING *`, statement.parameters);
        return rows[0] ? (withToken(rows[0], where) as T) : null;
      },
      async updateMany({ model, where, update }) {
        const statement = updateStatement(model, update, whereClause(where));
        return (await sql.write(statement.sql, statement.parameters)).changes;
      },
      async delete({ model, where }) {
        const clause = whereClause(where);
        await sql.write(`DELETE FROM ${quoted(model)}${clause.sql}`, clause.parameters);
      },
      async deleteMany({ model, where }) {
        const clause = whereClause(where);
        return (await sql.write(`DELETE FROM ${quoted(model)}${clause.sql}`, clause.parameters)).changes;
      },
      async consumeOne<T>({ model, where }: { model: string; where: Where }): Promise<T | null> {
        const clause = whereClause(where);
        const { rows } = await sql.write<T>(
          `DELETE FROM ${quoted(model)} WHERE rowid = (SELECT rowid FROM ${quoted(model)}${clause.sql} LIMIT 1) RETURNING *`,
          clause.parameters,
        );
        return rows[0] ?? null;
      },
    }),
  });

type Where = NonNullable<Parameters<typeof whereClause>[0]>[number][];

interface FindMany {
  model: string;
  where?: Where | undefined;
  limit: number;
  sortBy?: { field: string; direction: "asc" | "desc" } | undefined;
  offset?: number | undefined;
}

function assignments(row: Row): { columns: string[]; parameters: SqlValue[] } {
  const columns = Object.keys(row);
  return { columns: columns.map(quoted), parameters: columns.map((column) => stored(column, row[column])) };
}

function updateStatement(model: string, update: Row, where: Fragment): Fragment {
  const { columns, parameters } = assignments(update);
  return {
    sql: `UPDATE ${quoted(model)} SET ${columns.map((column) => `${column} = ?`).join(", ")}${where.sql}`,
    parameters: [...parameters, ...where.parameters],
  };
}

/** A session that was found by its token has that token again. */
function withToken(row: Row, where: Where): Row {
  const byToken = where.find(({ field, operator }) => field === TOKEN_COLUMN && operator === "eq");
  return byToken ? { ...row, [TOKEN_COLUMN]: byToken.value } : row;
}
