import { renderAlert } from '../../agent/alert/render-alert.js';
import type { Alert } from '../../agent/model/alert.js';
import { actionOf, incidentOf } from '../respond/incidents.js';

const AT = '2026-03-01T10:00:00.000Z';

/** An incident as people hear of it first, with text that an intruder chose in it. */
export function sampleAlert(): Alert {
  return renderAlert({
    incident: incidentOf({
      mailbox: { id: '11111111-0000-4000-8000-000000000001', upn: 'zoë@contoso.com' },
      reasons: [
        reason('behaviour:new-network', 5_200, 'Access from AS64501 in NL, new for this account.'),
        reason(
          'm365-forward',
          2_800,
          'A rule <!channel> [sends](https://evil.example) mail out | = "x" & 日本.',
        ),
      ],
      coverage: {
        complete: false,
        gaps: [{ source: 'exchangeAudit', from: AT, to: AT, reason: 'permission' }],
      },
    }),
    actions: [actionOf({ status: 'done', doneAt: AT, verified: 'yes' })],
    exposure: null,
    milestone: 'opened',
    links: {
      reportBase: 'https://soc.example/reports/',
      runbooks: new Map([['m365-forward', 'https://soc.example/runbooks/forwarding']]),
    },
    now: AT,
    productVersion: '0.0.0',
  });
}

/** More of everything than any receiver takes, in characters of four bytes. */
export function hugeAlert(): Alert {
  const long = '𠜎'.repeat(3_000);
  return renderAlert({
    incident: incidentOf({
      reasons: Array.from({ length: 200 }, (_, index) => reason(`rule-${index}`, 1_000, long)),
      containmentReason: long,
    }),
    actions: Array.from({ length: 400 }, (_, index) => actionOf({ id: `act-${index}`, reason: long })),
    exposure: null,
    milestone: 'opened',
    now: AT,
    productVersion: '0.0.0',
  });
}

function reason(rule: string, points: number, text: string) {
  return {
    rule,
    title: rule,
    family: 'network' as const,
    points,
    text,
    events: ['signin:1'],
    techniques: ['T1078.004'],
    firstAt: AT,
  };
}
