import { describe, expect, it } from 'vitest';
import { loadContent } from '../../../agent/detect/content/load-content.js';
import { runTests } from '../../../agent/detect/loop/run-tests.js';
import { describeIssue } from '../../../agent/model/errors.js';
import { readTestRecord } from '../sigma/read-test-record.js';
import { productFiles } from './product-rules.js';

const content = loadContent(productFiles());

describe('the rules that the product brings', () => {
  it('load without an error or a doubt', () => {
    expect([...content.errors, ...content.warnings].map(describeIssue)).toEqual([]);
    expect(content.rules.rules.length).toBeGreaterThanOrEqual(15);
  });

  it('find each of their hits and none of their near misses', () => {
    const report = runTests(content, readTestRecord);
    const failed = report.cases.filter((one) => !one.passed);
    expect(failed.map(({ file, line, reason }) => `${file}:${line} ${reason}`)).toEqual([]);
    expect(report.passed).toBe(content.tests.reduce((sum, { cases }) => sum + cases.length, 0));
  });

  it('each say what an analyst needs: family, text, technique, known false positives', () => {
    const bare = content.rules.rules.filter(
      (rule) =>
        rule.techniques.length === 0 || rule.falsePositives.length === 0 || rule.text === `${rule.title}.`,
    );
    expect(bare.map((rule) => rule.file)).toEqual([]);
  });
});
