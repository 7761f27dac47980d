import { describe, expect, it } from 'vitest';
import { detectBehaviours } from '../../../agent/detect/behaviour/detect-behaviours.js';
import { renderLayer } from '../../../agent/detect/loop/render-layer.js';
import { DEFAULT_TUNING } from '../../../agent/detect/tuning/default-tuning.js';
import type { Tuning } from '../../../agent/model/tuning.js';
import { reads } from '../../score/stories.js';
import { event, HOSTING, habit, STRANGER, TUNING, timeline } from '../behaviour/timeline-builder.js';
import { bareRule } from './load.js';

const QUIET = {
  ...DEFAULT_TUNING,
  behaviours: Object.fromEntries(
    Object.entries(DEFAULT_TUNING.behaviours).map(([name, one]) => [name, { ...one, points: 0 }]),
  ),
};

function only(name: string): Tuning['behaviours'] {
  return Object.fromEntries(Object.entries(DEFAULT_TUNING.behaviours).filter(([one]) => one === name));
}

describe('the layer', () => {
  it('counts the rules of each technique and names them', () => {
    const layer = renderLayer(
      [bareRule({ title: 'B' }), bareRule({ title: 'A' }), bareRule({ title: 'C', techniques: ['T1098'] })],
      QUIET,
    );
    expect(layer.versions.layer).toBe('4.5');
    expect(layer.techniques.map(({ techniqueID, score, comment }) => [techniqueID, score, comment])).toEqual([
      ['T1098', 1, 'C'],
      ['T1114.003', 2, 'A\nB'],
    ]);
    expect(layer.gradient).toMatchObject({ minValue: 0, maxValue: 2 });
  });

  it('leaves out rules on trial and behaviours that are switched off', () => {
    expect(renderLayer([bareRule({ isShadow: true })], QUIET).techniques).toEqual([]);
    const behaviours = { ...QUIET.behaviours, ...only('read-volume') };
    const { techniques } = renderLayer([], { ...QUIET, behaviours });
    expect(techniques).toMatchObject([{ techniqueID: 'T1114.002', comment: 'behaviour:read-volume' }]);
  });

  it('says of each behaviour what its findings say', () => {
    const way = { network: HOSTING, client: STRANGER, session: 'S' };
    const events = [
      ...habit(14),
      event({ day: 15, hour: 3, ...way, auth: { protocol: 'deviceCode', mfa: 'fresh' } }),
      ...reads({ day: 15, hour: 3, ...way }, 30),
      event({ kind: 'inbox-rule', day: 15, hour: 4, ...way }),
    ];
    const findings = detectBehaviours(timeline(events), TUNING);
    expect(new Set(findings.map(({ rule }) => rule)).size).toBeGreaterThan(4);
    for (const { rule, techniques } of findings) {
      const known = TUNING.behaviours[rule.replace('behaviour:', '')]?.techniques;
      expect(known, rule).toEqual(expect.arrayContaining([...techniques]));
    }
  });
});
