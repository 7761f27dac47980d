import { describe, expect, it } from 'vitest';
import type { ContentFile } from '../../../agent/detect/content/content-file.js';
import { loadContent } from '../../../agent/detect/content/load-content.js';
import { stemOf } from '../../../agent/detect/content/read-rule-test.js';
import { runRuleTests } from '../../../agent/detect/sigma/run-rule-tests.js';
import { readTestRecord } from '../sigma/read-test-record.js';
import { mutantsOf } from './mutate-rule.js';
import { productFiles } from './product-rules.js';

const MAPPINGS = productFiles('mappings').map((one) => ({ ...one, file: `mappings/${one.file}` }));
const RULES = productFiles('m365');
const isTest = ({ file }: ContentFile): boolean => file.includes('.test.');
const isCorrelation = ({ text }: ContentFile): boolean => text.includes('\ncorrelation:');

/** A correlation needs the rules that it reads. */
function filesFor(rule: ContentFile): readonly ContentFile[] {
  const own = RULES.filter((one) => isTest(one) && stemOf(one.file) === stemOf(rule.file));
  const others = isCorrelation(rule) ? RULES.filter((one) => !isTest(one) && one.file !== rule.file) : [];
  return [...MAPPINGS, ...others, ...own];
}

/** Whether the rule's own tests tell the mutant from the rule. One that does not even load is told as well. */
function isTold(rule: ContentFile, text: string, files: readonly ContentFile[]): boolean {
  const content = loadContent([...files, { ...rule, text }]);
  if (content.errors.length > 0) return true;
  return runRuleTests(content, readTestRecord).failed > 0;
}

/** Mutants that do the same as the rule, and why. */
const THE_SAME: Readonly<Record<string, string>> = {
  'm365/transport-rule-leads-mail-outside.yml: filter_undone: never holds':
    'cmdlets that take a rule away name no address, so that nothing says that it led outside',
};

describe('a rule that is changed by one thing fails its own tests', () => {
  const rules = RULES.filter((one) => !isTest(one));

  it.each(rules.map((rule) => ({ name: rule.file, rule })))('$name', ({ rule }) => {
    const files = filesFor(rule);
    const mutants = mutantsOf(rule.text);
    expect(mutants.length).toBeGreaterThan(0);
    const survivors = mutants
      .filter(({ change }) => THE_SAME[`${rule.file}: ${change}`] === undefined)
      .filter(({ text }) => !isTold(rule, text, files));
    expect(survivors.map(({ change }) => change)).toEqual([]);
  });
});
