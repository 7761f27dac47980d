/** Statements of one connection, prepared once. */
export interface PreparedStatements<T> {
  /** The statement of a text, prepared by `prepare` where it is not there. */
  get(sql: string, prepare: () => T): T;
  /** For one that failed: it may be half run, and is not run again. */
  forget(sql: string): void;
}

const MAX_STATEMENTS = 256;
/** Longer texts list many values: their number varies, and preparing them is little beside running them. */
const MAX_CHARS = 2_000;
/** Others change the schema, or how the connection works. */
const IS_KEPT = /^\s*(?:select|insert|update|delete)\b/i;

/** Keeps those that were used last: preparing a short statement takes longer than running it. */
export function createPreparedStatements<T>(): PreparedStatements<T> {
  const statements = new Map<string, T>();
  return {
    get(sql, prepare) {
      if (sql.length > MAX_CHARS || !IS_KEPT.test(sql)) return prepare();
      const statement = statements.get(sql) ?? prepare();
      statements.delete(sql);
      statements.set(sql, statement);
      const oldest = statements.keys().next().value;
      if (statements.size > MAX_STATEMENTS && oldest !== undefined) statements.delete(oldest);
      return statement;
    },
    forget: (sql) => void statements.delete(sql),
  };
}
