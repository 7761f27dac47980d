import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadContent } from '../../../agent/detect/content/load-content.js';
import type { RuleSet } from '../../../agent/detect/sigma/rule-set.js';
import { readExport } from '../../../agent/m365/exports/read-export.js';
import type { JsonValue } from '../../../agent/model/json.js';
import { normaliseRecord } from '../../../agent/normalise/normalise-record.js';
import { productFiles } from '../content/product-rules.js';
import { loadRule } from './load-rule.js';

const SAMPLES = process.env.MAILWARDEN_SAMPLES;
const WHY =
  SAMPLES === undefined ? ' (skipped: MAILWARDEN_SAMPLES names no folder of third-party samples)' : '';
const FOLDER = join(SAMPLES ?? '', 'sigma');

interface Pair {
  readonly rule: string;
  readonly rule_id: string;
  readonly events: readonly JsonValue[];
}

function pairs(): readonly Pair[] {
  const text = readFileSync(join(FOLDER, 'regression_pairs_half.jsonl'), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Pair);
}

function ruleFiles(): readonly string[] {
  return readdirSync(join(FOLDER, 'rules'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yml'))
    .map((entry) => join(entry.parentPath, entry.name));
}

describe.skipIf(SAMPLES === undefined)(`rules of others${WHY}`, () => {
  it('each rule fires on the event that its author recorded for it', () => {
    const silent = pairs().filter(({ rule, rule_id: id, events }) => {
      const { rules } = loadRule(readFileSync(join(FOLDER, 'rules', rule), 'utf8'), rule);
      return !events.some((event) => rules.matchPlain(event).some((hit) => hit.rule === id));
    });
    expect(silent.map(({ rule }) => rule)).toEqual([]);
  });

  it('each rule loads as it is, or is refused for its placeholders', () => {
    const errors = ruleFiles().flatMap(
      (file) => loadRule(readFileSync(file, 'utf8'), relative(FOLDER, file)).errors,
    );
    expect(errors.filter((error) => !error.includes('|expand'))).toEqual([]);
    expect(errors.length).toBeLessThan(20);
  });

  it('the rules with placeholders live as soon as each name has a list', () => {
    const files = ruleFiles()
      .filter((file) => /[\\/]rules-placeholder[\\/]/.test(file))
      .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
    const mappings = productFiles('mappings');
    const names = [
      ...files
        .map(({ text }) => text)
        .join('\n')
        .matchAll(/%(\w+)%/g),
    ].map(([, name]) => name ?? '');
    const lists = JSON.stringify({
      placeholders: Object.fromEntries(names.map((name) => [name, ['a', 'b*']])),
    });
    const { errors, warnings, compiled } = loadContent(
      [...files, { file: 'lists.yml', text: lists }],
      mappings,
    );
    expect(errors).toEqual([]);
    expect(warnings.filter(({ message }) => !message.startsWith('has no tests'))).toEqual([]);
    expect(compiled.length).toBe(files.length);
    expect(loadContent(files, mappings).compiled).toEqual([]);
  });

  it('no rule is doubted without a reason', () => {
    const warnings = ruleFiles().flatMap((file) => loadRule(readFileSync(file, 'utf8')).warnings);
    expect(warnings.filter((warning) => warning.includes('did you mean'))).toEqual([]);
  });

  it('rules about mail rules find the raw records that simulated attacks left', () => {
    const wanted = [
      { rule: 'c726e007-2cd0-4a55-abfb-79730fbedee5', file: 't1114.003_rule_mail_forward_same_dest.json' },
      { rule: 'd3577be1-42c9-44a7-b56e-2e8de97349d3', file: 't1564.008_rule_mark_as_read_move.json' },
    ];
    const { rules } = loadContent(
      ruleFiles().map((file) => ({ file, text: readFileSync(file, 'utf8') })),
      productFiles('mappings'),
    );
    const silent = wanted.filter(
      ({ rule, file }) => !hitsIn(rules, join('det_eng_samples', file)).includes(rule),
    );
    expect(silent).toEqual([]);
  });

  it("our own rules find the attacks and leave a company's everyday sign-ins alone", () => {
    const { rules } = loadContent(productFiles());
    // What only correlations read says nothing by itself.
    const { silent } = rules.correlations;
    const titles = new Map(rules.rules.map(({ id, title }) => [id, title]));
    const found = (file: string): readonly string[] => [
      ...new Set(
        hitsIn(rules, file)
          .filter((id) => !silent.has(id))
          .map((id) => titles.get(id) ?? id),
      ),
    ];
    expect(found('det_eng_samples/t1114.003_rule_mail_forward_same_dest.json')).toEqual([
      'Mail is forwarded to an address outside the company',
    ]);
    expect(found('det_eng_samples/t1564.008_rule_mark_as_read_move.json')).toEqual([
      'Inbox rule hides mail',
      'Inbox rule with a name that says nothing',
      'Inbox rule lets a mailbox fall silent',
    ]);
    expect(found('msticpy/aad_logons.jsonl')).toEqual([]);
  });
});

/** Ids of the rules that match a record of an export. */
function hitsIn(rules: RuleSet, file: string): readonly string[] {
  const context = { domains: ['contoso.onmicrosoft.com'], ownAppIds: [] };
  return [...readExport(readFileSync(join(SAMPLES ?? '', file)))].flatMap((item) => {
    if (!('record' in item)) return [];
    const result = normaliseRecord(item.record, context);
    return rules.match(item.record, result.ok ? result.event : null).map((hit) => hit.rule);
  });
}
