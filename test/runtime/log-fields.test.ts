import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const AGENT = join(import.meta.dirname, '../../agent');
const LEVELS: ReadonlySet<string> = new Set(['debug', 'info', 'warn', 'error']);

/**
 * Every field that a line may have. Ids, names of closed lists, counts, times, and sentences that are ours; no field for what a
 * record or a mail holds. One more is a decision: see `docs/operations.md`, "What the log holds".
 */
const FIELDS: ReadonlySet<string> = new Set([
  ...['action', 'alert', 'entry', 'incident', 'key', 'request', 'sink', 'source', 'sources', 'subjects'],
  ...['act', 'code', 'kind', 'mode', 'schedule', 'verdict', 'way', 'what', 'groups'],
  ...[
    'alerts',
    'attempt',
    'dropped',
    'fresh',
    'lengthMs',
    'port',
    'reached',
    'records',
    'rejected',
    'searches',
  ],
  ...['sightings', 'unread', 'waitMs', 'before', 'readBackTo', 'wantedFrom', 'address'],
  ...['correlation', 'reports', 'status', 'subject', 'withData', 'withUnread'],
  ...['error', 'issues', 'reason', 'reasons'],
]);

interface LogCall {
  readonly place: string;
  readonly fields: readonly string[];
}

function callsOf(path: string): readonly LogCall[] {
  const source = ts.createSourceFile(
    path,
    readFileSync(join(AGENT, path), 'utf8'),
    ts.ScriptTarget.ES2023,
    true,
  );
  const calls: LogCall[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isLogCall(node.expression)) {
      const [fields] = node.arguments;
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      calls.push({ place: `${path}:${line + 1}`, fields: namesOf(fields) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return calls;
}

function isLogCall(called: ts.Expression): boolean {
  return (
    ts.isPropertyAccessExpression(called) &&
    LEVELS.has(called.name.text) &&
    /\blog$/.test(called.expression.getText())
  );
}

function namesOf(fields: ts.Expression | undefined): readonly string[] {
  if (fields === undefined || !ts.isObjectLiteralExpression(fields)) return [];
  return fields.properties.flatMap((property) => property.name?.getText() ?? []);
}

const calls = readdirSync(AGENT, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .flatMap(callsOf);

describe('the lines that the agent can log', () => {
  it('are found', () => expect(calls.length).toBeGreaterThan(40));

  it('have no field but the known ones', () => {
    const unknown = calls.flatMap(({ place, fields }) =>
      fields.filter((name) => !FIELDS.has(name)).map((name) => `${place} logs "${name}"`),
    );
    expect(unknown).toEqual([]);
  });
});

it('nothing writes to the outputs but the log and the door', () => {
  const writers = readdirSync(AGENT, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .filter((name) =>
      /\bprocess\.(stdout|stderr)\.write|\bconsole\./.test(readFileSync(join(AGENT, name), 'utf8')),
    );
  expect(writers.sort()).toEqual(['main.ts', 'runtime/log.ts']);
});
