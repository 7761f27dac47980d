import { describe, expect, it } from 'vitest';
import {
  BEHAVIOUR_TYPES,
  type BehaviourName,
} from '../../../agent/detect/behaviour/declaration/behaviour-types.js';
import { DEFAULT_BEHAVIOURS } from '../../../agent/detect/behaviour/declaration/default-behaviours.js';
import { runTests } from '../../../agent/detect/loop/run-tests.js';
import { scaffoldBehaviour } from '../../../agent/detect/loop/scaffold-behaviour.js';
import { SCAFFOLD_LOGS, scaffoldRule } from '../../../agent/detect/loop/scaffold-rule.js';
import { describeIssue } from '../../../agent/model/errors.js';
import { productFiles } from '../content/product-rules.js';
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
      expect(runTests(content, readTestRecord)).toMatchObject({ passed: 2, failed: 0 });
      expect(content.rules.rules).toMatchObject([{ title: 'Añejo: "Sign-in" #1', isShadow: true }]);
    });
});

const TESTS = productFiles('behaviours');
const NETWORKS = productFiles('tuning').find(({ file }) => file.endsWith('networks.yml'))?.text ?? '';

describe('a new file of a behaviour, with the cases that the product has', () => {
  for (const type of Object.keys(BEHAVIOUR_TYPES) as BehaviourName[])
    it(`for ${type} passes the check and changes nothing yet but the title`, () => {
      const { name, text } = scaffoldBehaviour('Ours: #1', '6f0f7a57-0a53-4d0e-9a39-2f4d3a5f7cff', type);
      expect(name).toBe('ours-1');
      const cases = TESTS.find(({ file }) => file === `behaviours/${type}.test.yml`)?.text ?? '';
      const content = load({ 'ours-1.yml': text, 'ours-1.test.yml': cases, 'tuning.yml': NETWORKS });
      const { tuning, behaviours, errors, warnings } = content;
      expect([...errors, ...warnings].map(describeIssue)).toEqual([]);
      expect(runTests(content, readTestRecord)).toMatchObject({ failed: 0 });
      expect(behaviours).toHaveLength(1);
      expect(tuning.behaviours[type]).toEqual({ ...DEFAULT_BEHAVIOURS[type], title: 'Ours: #1' });
    });
});
