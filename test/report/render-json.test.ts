import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../agent/model/json.js';
import { renderJson } from '../../agent/report/render-json.js';
import { actorDocuments } from '../../agent/report/report-documents.js';
import type { ReportInput } from '../../agent/report/report-input.js';
import { EXPOSURE, INCIDENT, makeReport, REVOKE } from './make-report.js';

/** Null when the value has the published format, else what is wrong. */
function problemsOf(schema: 'incident' | 'exposure' | 'action', value: JsonValue | undefined): string | null {
  const file = join(import.meta.dirname, '../../schemas', `${schema}.schema.json`);
  const ajv = new Ajv({ allErrors: true });
  const validate = ajv.compile(JSON.parse(readFileSync(file, 'utf8')));
  return validate(value) ? null : ajv.errorsText(validate.errors);
}

const cases: readonly { name: string; given: Partial<ReportInput> }[] = [
  { name: 'a contained incident with customers', given: {} },
  { name: 'an incident that nobody examined or contained', given: { exposure: null, actions: [] } },
  {
    name: 'an incident with gaps, unread parts and a failed action',
    given: {
      actions: [{ ...REVOKE, status: 'failed', doneAt: null, verified: 'unknown' }],
      incident: {
        ...INCIDENT,
        coverage: {
          complete: false,
          gaps: [{ source: 'signIns', from: INCIDENT.firstEvent, to: INCIDENT.lastEvent, reason: 'outage' }],
        },
      },
      exposure: { ...EXPOSURE, verdict: 'unknown', unread: [{ part: '<a@b>', reason: 'encrypted' }] },
    },
  },
];

describe('the JSON report', () => {
  for (const { name, given } of cases) {
    it(`has the published formats: ${name}`, () => {
      const json = renderJson(makeReport(given));
      expect(problemsOf('incident', json)).toBeNull();
      if (json.exposure !== null) expect(problemsOf('exposure', json.exposure)).toBeNull();
      const actions = json.actionRecords as readonly JsonValue[];
      for (const action of actions) expect(problemsOf('action', action)).toBeNull();
    });
  }

  it('is what JSON gives back', () => {
    const json = renderJson(makeReport());
    expect(JSON.parse(JSON.stringify(json))).toEqual(json);
  });

  it('names actions by id and keeps them beside, and says when it was written', () => {
    expect(renderJson(makeReport())).toMatchObject({
      id: INCIDENT.id,
      actions: ['act-77aa'],
      actionRecords: [{ id: 'act-77aa', verified: 'yes' }],
      generatedAt: '2026-03-02T08:21:00.000Z',
      mode: 'enforce',
    });
  });

  it('the points of all reasons sum to the score', () => {
    const { reasons, score } = renderJson(makeReport()) as unknown as ReportInput['incident'];
    expect(reasons.reduce((sum, reason) => sum + reason.points, 0)).toBe(score);
  });

  it('of an actor has the published format too, and is none without the mailboxes', () => {
    const { id, subject, mailbox, status, firstEvent, lastEvent, score, justifiesContainment } = INCIDENT;
    const member = {
      incident: id,
      subject,
      mailbox,
      status,
      firstEvent,
      lastEvent,
      score,
      justifiesContainment,
    };
    const ties = [{ kind: 'session' as const, text: 's-1', mailboxes: 2 }];
    const actor = {
      ...{ ...INCIDENT, id: 'inc-actor', kind: 'actor' as const, mailbox: { id: null, upn: null } },
      actor: { ties, members: [member, { ...member, incident: 'inc-other' }] },
    };
    const json = (incident: ReportInput['incident']) =>
      JSON.parse(actorDocuments(incident, [makeReport()])[1]?.content ?? '{}') as JsonValue;
    expect(problemsOf('incident', json(actor))).toBeNull();
    const { actor: _, ...bare } = actor;
    expect(problemsOf('incident', json(bare))).toMatch(/actor/);
  });

  it('a broken format would be noticed', () => {
    expect(problemsOf('incident', { ...renderJson(makeReport()), openedAt: 'yesterday' })).toMatch(
      /openedAt/,
    );
  });
});
