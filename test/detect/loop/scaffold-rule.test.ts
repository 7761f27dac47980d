import { describe, expect, it } from 'vitest';
import { SCAFFOLD_LOGS, scaffoldRule } from '../../../agent/detect/loop/scaffold-rule.js';
import { runRuleTests } from '../../../agent/detect/sigma/run-rule-tests.js';
import { describeIssue } from '../../../agent/model/errors.js';
import { readTestRecord } from '../sigma/read-test-record.js';
import { load } from './load.js';

describe('a new rule', () => {
  for (const log of SCAFFOLD_LOGS)
    it(`for ${log} passes the check and its own tests, and is on trial`, () => {
      const { name, rule, test } = scaffoldRule(
        'Añejo: "Sign-in" #1',
        '6f0f7a57-0a53-4d0e-9a39-2f4d3a5f7cff',
        log,
      );
      expect(name).toBe('anejo-sign-in-1');
      const content = load({ [`${name}.yml`]: rule, [`${name}.test.yml`]: test });
      expect([...content.errors, ...content.warnings].map(describeIssue)).toEqual([]);
      expect(runRuleTests(content, readTestRecord)).toMatchObject({ passed: 2, failed: 0 });
      expect(content.rules.rules).toMatchObject([{ title: 'Añejo: "Sign-in" #1', isShadow: true }]);
    });
});
