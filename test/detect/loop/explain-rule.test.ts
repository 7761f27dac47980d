import { describe, expect, it } from 'vitest';
import { parseYamlDocuments, type YamlDocument } from '../../../agent/detect/content/yaml-documents.js';
import { explainRule } from '../../../agent/detect/loop/explain-rule.js';
import { renderExplanation } from '../../../agent/detect/loop/render-explanation.js';
import { RecordView } from '../../../agent/detect/sigma/fields/record-view.js';
import { plainReader } from '../../../agent/detect/sigma/fields/taxonomy.js';
import { PlaceholderLists } from '../../../agent/detect/sigma/language/placeholders.js';
import type { JsonObject } from '../../../agent/model/json.js';
import { filterText, load, OURS, ruleText } from './load.js';

function documentOf(text: string): YamlDocument {
  const [document] = parseYamlDocuments('r.yml', text).documents;
  if (document === undefined) throw new Error('no document');
  return document;
}

function tell(detection: string, body: JsonObject, showsValues = false, filters = load({}).filters): string {
  const view = new RecordView(body, null, 'plain');
  const document = documentOf(`title: R\ndetection:\n  ${detection.replaceAll('\n', '\n  ')}\n`);
  const placeholders = new PlaceholderLists([
    { name: 'Known', values: ['invoice', 'bank*'], issueAt: (text) => document.issueAt([], text) },
  ]);
  const record = { view, readerOf: plainReader, placeholders, showsValues };
  return renderExplanation(explainRule(document, filters, record));
}

describe('the explanation of a rule', () => {
  const cases = [
    {
      name: 'shows each line, and what is missing',
      given: tell('sel: { A: 1, B: x }\ncondition: sel', { A: 1 }),
      expected: [
        'does not match: R (r.yml:1)',
        '  no  condition: sel',
        '    no  sel',
        '      yes A: 1   (the record has: "1")',
        '      no  B: x   (the record has: missing)',
      ],
    },
    {
      name: "shows each value of a list on its own, under |all too, and hides what may be a customer's",
      given: tell('sel:\n  S|contains|all: [invoice, bank]\ncondition: sel', { S: 'Invoice for Ann' }),
      expected: [
        'does not match: R (r.yml:1)',
        '  no  condition: sel',
        '    no  sel',
        '      no  S|contains|all   (the record has: a text of 15 characters)',
        '        yes invoice',
        '        no  bank',
      ],
    },
    {
      name: 'writes placeholders as the rule does, and shows which of what they stand for held',
      given: tell("sel: { S|expand|contains: ['%Known%', other] }\ncondition: sel", { S: 'his banks' }),
      expected: [
        'matches: R (r.yml:1)',
        '  yes condition: sel',
        '    yes sel',
        '      yes S|expand|contains   (the record has: a text of 9 characters)',
        '        yes %Known%',
        '          yes bank*',
        '        no  other',
      ],
    },
    {
      name: 'shows it under a single value too',
      given: tell("sel: { S|expand|contains: '%Known%' }\ncondition: sel", { S: 'his banks' }),
      expected: [
        'matches: R (r.yml:1)',
        '  yes condition: sel',
        '    yes sel',
        '      yes S|expand|contains: %Known%   (the record has: a text of 9 characters)',
        '        yes bank*',
      ],
    },
    {
      name: 'shows the value when asked to',
      given: tell('sel: { S|startswith: inv }\ncondition: sel', { S: 'Invoice for Ann' }, true),
      expected: [
        'matches: R (r.yml:1)',
        '  yes condition: sel',
        '    yes sel',
        '      yes S|startswith: inv   (the record has: "Invoice for Ann")',
      ],
    },
    {
      name: 'shows alternatives, keywords, nulls and long lists',
      given: tell('a:\n  - { X: null }\n  - { X: b }\nk: [word, other]\ncondition: a and not k', {
        X: null,
        L: ['a word', '1', '2', '3', '4', '5', '6'],
      }),
      expected: [
        'does not match: R (r.yml:1)',
        '  no  condition: a and not k',
        '    yes a',
        '      yes alternative 1',
        '        yes X: null   (the record has: null)',
        '      no  alternative 2',
        '        no  X: b   (the record has: null)',
        '    yes k',
        '      yes anywhere in the record: word',
        '      no  anywhere in the record: other',
      ],
    },
  ];
  for (const { name, given, expected } of cases)
    it(name, () => expect(given.trimEnd().split('\n')).toEqual(expected));

  it('shows the exception that takes the record out', () => {
    const { filters } = load({ 'r.yml': ruleText('r'), 'f.yml': filterText(OURS) });
    const text = tell(
      'sel: { A: 1 }\ncondition: sel',
      { A: 1, userPrincipalName: 'kiosk@contoso.com' },
      false,
      filters,
    );
    expect(text).toContain('does not match: R');
    expect(text).toContain('takes it out: exception "The kiosk" (f.yml:1)');
    expect(text).toContain(
      'yes userPrincipalName: kiosk@contoso.com   (the record has: "kiosk@contoso.com")',
    );
  });
});
