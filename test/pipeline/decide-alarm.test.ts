import { describe, expect, it } from 'vitest';
import { decideAlarm, type OpenAlarm, type SourceHealth } from '../../agent/pipeline/decide-alarm.js';
import type { VolumeState } from '../../agent/pipeline/judge-volume.js';

const THEN = '2026-03-04T10:00:00.000Z';
const FROM = '2026-03-04T11:00:00.000Z';
const NOW = '2026-03-04T12:00:00.000Z';

function volume(state: VolumeState): SourceHealth {
  return { state, from: FROM, to: NOW, records: 0, usual: 100 };
}

function open(kind: OpenAlarm['kind']): OpenAlarm {
  return { kind, from: THEN };
}

const unread: SourceHealth = { state: 'unread', from: FROM, to: NOW };

describe('decideAlarm', () => {
  it.each([
    { name: 'all is well', given: [null, volume('normal')], told: [], kind: null },
    { name: 'learning raises nothing', given: [null, volume('learning')], told: [], kind: null },
    { name: 'silence begins', given: [null, volume('silence')], told: ['silence begin'], kind: 'silence' },
    { name: 'silence goes on', given: [open('silence'), volume('silence')], told: [], kind: 'silence' },
    { name: 'silence ends', given: [open('silence'), volume('normal')], told: ['silence end'], kind: null },
    {
      name: 'what cannot be judged ends nothing',
      given: [open('silence'), volume('learning')],
      told: [],
      kind: 'silence',
    },
    {
      name: 'a little more than nothing is the same trouble',
      given: [open('silence'), volume('collapse')],
      told: [],
      kind: 'silence',
    },
    {
      name: 'another trouble is told after the end of the first',
      given: [open('unread'), volume('flood')],
      told: ['unread end', 'flood begin'],
      kind: 'flood',
    },
    {
      name: 'a log that is read again, though too little is known of it',
      given: [open('unread'), volume('learning')],
      told: ['unread end'],
      kind: null,
    },
    { name: 'a log that is not read', given: [null, unread], told: ['unread begin'], kind: 'unread' },
  ] as const)('$name', ({ given: [before, health], told, kind }) => {
    const decision = decideAlarm(before, health);
    expect(decision.news.map(({ alarm, phase }) => `${alarm.kind} ${phase}`)).toEqual(told);
    expect(decision.open?.kind ?? null).toBe(kind);
  });
});
