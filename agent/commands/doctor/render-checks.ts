import type { Check } from './check.js';

const MARKS = { ok: 'ok', fail: 'FAIL', unknown: 'unknown' } as const;

/** One line a check, in columns, each remedy below its check, and a count at the end. */
export function renderChecks(checks: readonly Check[]): string {
  const nameWidth = Math.max(0, ...checks.map((check) => check.name.length));
  const markWidth = Math.max(...Object.values(MARKS).map((mark) => mark.length));
  const indent = ' '.repeat(markWidth + nameWidth + 4);
  const lines = checks.flatMap(({ name, status, detail, remedy }) => [
    `${MARKS[status].padEnd(markWidth)}  ${name.padEnd(nameWidth)}  ${detail}`,
    ...(remedy === null ? [] : [`${indent}→ ${remedy}`]),
  ]);
  const count = (status: Check['status']): number => checks.filter((check) => check.status === status).length;
  const sum = `${count('ok')} ok, ${count('fail')} failed, ${count('unknown')} could not be seen`;
  return `${[...lines, sum].join('\n')}\n`;
}
