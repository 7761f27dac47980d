import { createHash } from 'node:crypto';
import type { RuleSet } from '../../agent/detect/sigma/rule-set.js';
import type { JsonObject } from '../../agent/model/json.js';
import type { RecordShape } from '../../agent/model/raw-record.js';

/** Milliseconds of one pass over the lines, and what was found: two engines agree when the hashes do. */
export interface Pass {
  readonly ms: number;
  readonly hits: number;
  readonly verdicts: string;
}

/** What a pass over lines costs: only parsed, and parsed and matched. Taken in turns; the medians. */
export interface Figure {
  readonly floorMs: number;
  readonly engine: Pass;
}

const ROUNDS = 5;

export function measure(lines: readonly string[], shape: RecordShape, rules: RuleSet): Figure {
  matchAll(lines, shape, rules);
  const rounds = Array.from({ length: ROUNDS }, () => ({
    floorMs: parseAll(lines),
    engine: matchAll(lines, shape, rules),
  }));
  const byRatio = rounds.sort((a, b) => a.engine.ms / a.floorMs - b.engine.ms / b.floorMs);
  const middle = byRatio[Math.floor(ROUNDS / 2)];
  if (middle === undefined) throw new Error('no round was run');
  return middle;
}

/** The fastest of some single passes over one line, in milliseconds beyond parsing it. */
export function worstBeyondParsing(line: string, shape: RecordShape, rules: RuleSet): number {
  const spent = Array.from({ length: ROUNDS }, () => {
    const body = JSON.parse(line) as JsonObject;
    const since = spentMs();
    rules.match({ key: '', source: '', shape, occurredAt: null, body }, null);
    return spentMs() - since;
  });
  return Math.min(...spent);
}

function parseAll(lines: readonly string[]): number {
  const since = spentMs();
  let keys = 0;
  for (const line of lines) keys += (JSON.parse(line) as JsonObject) === null ? 1 : 0;
  const ms = spentMs() - since;
  if (keys > 0) throw new Error('a line is null');
  return ms;
}

function matchAll(lines: readonly string[], shape: RecordShape, rules: RuleSet): Pass {
  const found: string[] = [];
  const since = spentMs();
  for (const [at, line] of lines.entries()) {
    const body = JSON.parse(line) as JsonObject;
    const hits = rules.match({ key: '', source: '', shape, occurredAt: null, body }, null);
    for (const { rule } of hits) found.push(`${at} ${rule}`);
  }
  const ms = spentMs() - since;
  const verdicts = createHash('sha256').update(found.join('\n')).digest('hex').slice(0, 12);
  return { ms, hits: found.length, verdicts };
}

/** Time of the processor, ours alone: what else the machine does does not count. */
function spentMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
