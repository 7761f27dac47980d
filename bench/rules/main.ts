import { auditLines } from './audit-lines.js';
import { hostileLines } from './hostile-records.js';
import { measure, worstBeyondParsing } from './measure.js';
import { measureOthers } from './other-engines.js';
import { cloudRules, ruleSetOf } from './rule-sets.js';
import { signInLines } from './sign-in-lines.js';

const RECORDS = 20_000;
const SIZES = [50, 500, 5_000];
/** Others are up to a hundred times slower. */
const FEW = 5_000;

const samples = process.env.MAILWARDEN_SAMPLES;
if (samples === undefined) {
  process.stderr.write('MAILWARDEN_SAMPLES must name the folder that holds sigma/rules\n');
  process.exitCode = 2;
} else run(samples);

function run(folder: string): void {
  const rules = cloudRules(folder);
  const logs = [
    { name: 'sign-ins of 2.7 KB', shape: 'graph-sign-in' as const, lines: signInLines(RECORDS, 2, 1) },
    {
      name: 'sign-ins of 6 KB',
      shape: 'graph-sign-in' as const,
      lines: signInLines(RECORDS / 2, 20, 2),
    },
    { name: 'audit records', shape: 'audit-record' as const, lines: auditLines(RECORDS, 3) },
  ];
  print('records | bytes | rules | JSON.parse us | with rules us | ratio | hits | verdicts');
  for (const { name, shape, lines } of logs) {
    const bytes = lines.reduce((sum, line) => sum + line.length, 0) / lines.length;
    for (const size of [rules.length, ...SIZES]) {
      const { floorMs, engine } = measure(lines, shape, ruleSetOf(rules, size, 'rules/mappings'));
      const us = (ms: number): string => ((ms * 1_000) / lines.length).toFixed(2);
      const ratio = (engine.ms / floorMs).toFixed(2);
      const figures = [us(floorMs), us(engine.ms), ratio, engine.hits, engine.verdicts];
      print([name, Math.round(bytes), size, ...figures].join(' | '));
    }
  }
  print('\nanother engine | version | records | with rules us | hits');
  for (const { name, lines } of logs) {
    for (const { engine, version, usEach, hits } of measureOthers(rules, lines.slice(0, FEW)))
      print([engine, version, name, usEach.toFixed(2), hits].join(' | '));
  }
  const all = ruleSetOf(rules, rules.length, 'rules/mappings');
  print('\nhostile record | bytes | ms beyond parsing');
  for (const [name, line] of Object.entries(hostileLines())) {
    print([name, line.length, worstBeyondParsing(line, 'audit-record', all).toFixed(2)].join(' | '));
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
