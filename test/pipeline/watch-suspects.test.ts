import { describe, expect, it } from 'vitest';
import { detectBehaviours } from '../../agent/detect/behaviour/detect-behaviours.js';
import { bearsMark } from '../../agent/model/account-habit.js';
import { DAY_MS } from '../../agent/model/time.js';
import { watchSuspects } from '../../agent/pipeline/watch-suspects.js';
import { weighIncidents } from '../../agent/score/weigh-incidents.js';
import {
  type Act,
  at,
  DESKTOP,
  event,
  HOTEL,
  OWNER,
  STRANGER,
  TUNING,
} from '../detect/behaviour/timeline-builder.js';

const PAST: readonly Act[] = Array.from({ length: 8 }, (_, day): readonly Act[] => [
  { day, hour: 8, session: `s-${day}` },
  { day, hour: 9, kind: 'mail-read', session: `s-${day}`, messages: 30 },
]).flat();

/** Somebody from elsewhere who signs in, takes a folder and makes a rule. */
function intruder(sessions: number): readonly Act[] {
  return Array.from({ length: sessions }, (_, index): readonly Act[] => {
    const origin = { day: 8, session: `odd-${index}`, network: HOTEL, client: STRANGER };
    return [
      { ...origin, hour: 10 },
      { ...origin, hour: 11, kind: 'mail-sync', folders: 1 },
      { ...origin, hour: 11, minute: 5, kind: 'inbox-rule' },
    ];
  }).flat();
}

function watch(acts: readonly Act[]) {
  const timeline = { subject: OWNER, events: acts.map(event), matches: [] };
  const findings = detectBehaviours(timeline, TUNING);
  const context = { tenantId: 't', now: at(8, 12) };
  const incidents = weighIncidents(OWNER, timeline, findings, TUNING, [], context);
  return { incidents, ...watchSuspects(timeline, findings, incidents, TUNING) };
}

describe('the suspects of an incident', () => {
  const { incidents, watchedUntil, suspectMarks } = watch([...PAST, ...intruder(1)]);
  const isKnownBy = (act: Act): boolean => bearsMark(event(act), new Set(suspectMarks));

  it('are watched for as long as records of it come late', () => {
    expect(incidents).toHaveLength(1);
    expect(Date.parse(watchedUntil) - Date.parse(incidents[0]?.lastEvent ?? '')).toBe(TUNING.latenessMs);
    expect(TUNING.latenessMs).toBeGreaterThan(DAY_MS);
  });

  it('are known by their session, and by the network from which they come again', () => {
    expect(isKnownBy({ day: 8, hour: 14, session: 'odd-0' })).toBe(true);
    expect(isKnownBy({ day: 8, hour: 14, session: 'another', network: HOTEL })).toBe(true);
    expect(isKnownBy({ day: 8, hour: 14, session: 's-8' })).toBe(false);
    expect(isKnownBy({ day: 8, hour: 14, session: 's-8', client: DESKTOP })).toBe(false);
  });

  it('are not told apart from the owner where they are too many', () => {
    const many = watch([...PAST, ...intruder(300)]);
    expect(many.watchedUntil).not.toBe('');
    expect(many.suspectMarks).toBeUndefined();
  });

  it('are none where there is no incident', () => {
    expect(watch(PAST)).toMatchObject({ incidents: [], watchedUntil: '' });
  });
});
