import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { renderSystemAlert, type SystemAlertInput } from '../../agent/alert/render-system-alert.js';

const SILENCE: SystemAlertInput = {
  source: 'exchangeAudit',
  trouble: 'silence',
  phase: 'begin',
  from: '2026-03-04T11:00:00.000Z',
  counts: { records: 0, usual: 812.5 },
  now: '2026-03-04T12:10:00.000Z',
  productVersion: '1.2.3',
};

const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../schemas/alert.schema.json'), 'utf8'),
) as object;
const isValid = new Ajv({ allErrors: true, strict: false, validateFormats: false }).compile(schema);

describe('an alert about a log', () => {
  it.each(['unread', 'silence', 'collapse', 'flood'] as const)(
    '%s follows the published schema',
    (trouble) => {
      for (const phase of ['begin', 'end'] as const) {
        isValid(renderSystemAlert({ ...SILENCE, trouble, phase }).body);
        expect(isValid.errors).toBeNull();
      }
    },
  );

  it('says which log, since when, and what is usual', () => {
    const alert = renderSystemAlert(SILENCE);
    expect(alert).toMatchObject({ incident: null, milestone: 'system', severity: 'high' });
    expect(alert.title).toBe(
      'The log exchangeAudit can be read but is silent: 0 records since 2026-03-04T11:00:00.000Z, usually 813.',
    );
    expect(alert.body).toMatchObject({ class_uid: 2004, activity_id: 1, type_uid: 200401, status_id: 1 });
  });

  it('is the same message however often and whenever it is rendered', () => {
    const again = renderSystemAlert({
      ...SILENCE,
      now: '2026-03-04T13:00:00.000Z',
      counts: { records: 0, usual: 900 },
    });
    expect(again.id).toBe(renderSystemAlert(SILENCE).id);
  });

  it.each([
    { name: 'the end', change: { phase: 'end' } },
    { name: 'another log', change: { source: 'signIns' } },
    { name: 'another trouble', change: { trouble: 'collapse' } },
    { name: 'another time', change: { from: '2026-03-04T12:00:00.000Z' } },
  ] as const)('$name is another message', ({ change }) => {
    expect(renderSystemAlert({ ...SILENCE, ...change }).id).not.toBe(renderSystemAlert(SILENCE).id);
  });

  it('its end closes the finding that its beginning opened', () => {
    const [begin, end] = [SILENCE, { ...SILENCE, phase: 'end' as const, counts: null }].map(
      renderSystemAlert,
    );
    expect(end?.severity).toBe('informational');
    expect(end?.body).toMatchObject({
      activity_id: 3,
      status_id: 4,
      finding_info: { uid: expect.any(String) },
    });
    expect(end?.body.metadata).toEqual(begin?.body.metadata);
  });
});
