import { describe, expect, it } from 'vitest';
import { createPreparedStatements } from '../../agent/store/prepared-statements.js';

/** Counts how often each text was prepared. */
function counting() {
  const counts = new Map<string, number>();
  const statements = createPreparedStatements<string>();
  const ask = (sql: string): void => {
    statements.get(sql, () => {
      counts.set(sql, (counts.get(sql) ?? 0) + 1);
      return sql;
    });
  };
  return { ask, forget: statements.forget, timesOf: (sql: string) => counts.get(sql) ?? 0 };
}

describe('prepared statements', () => {
  it.each([
    { sql: 'select 1', times: 1 },
    { sql: 'insert into t values (?)', times: 1 },
    { sql: 'pragma wal_checkpoint', times: 2 },
    { sql: 'alter table t add column c', times: 2 },
    { sql: `select ${'?,'.repeat(2_000)}?`, times: 2 },
  ])('are prepared $times time(s) for two runs: $sql', ({ sql, times }) => {
    const { ask, timesOf } = counting();
    ask(sql);
    ask(sql);
    expect(timesOf(sql)).toBe(times);
  });

  it('are prepared again after a failure', () => {
    const { ask, forget, timesOf } = counting();
    ask('select 1');
    forget('select 1');
    ask('select 1');
    expect(timesOf('select 1')).toBe(2);
  });

  it('are bounded in number; those used last are kept', () => {
    const { ask, timesOf } = counting();
    ask('select 0');
    ask('select 1');
    for (let other = 2; other < 600; other += 1) {
      ask('select 0');
      ask(`select ${other}`);
    }
    ask('select 1');
    expect(timesOf('select 0')).toBe(1);
    expect(timesOf('select 1')).toBe(2);
  });
});
