import type { EventPayloadV2 } from '@pagerduty/pdjs/build/src/events.js';
import type { Alert } from '../../model/alert.js';
import { briefOf } from '../../model/alert-brief.js';
import type { JsonObject } from '../../model/json.js';
import type { Telling } from '../../model/telling.js';
import { sectionsOf, shorten } from './render-sections.js';

const SEVERITIES = {
  critical: 'critical',
  high: 'error',
  medium: 'warning',
  low: 'info',
  informational: 'info',
} as const;
/** A trigger, as PagerDuty's own client types it; that leaves out `client`, which "Send an Alert Event" documents. */
type PagerDutyEvent = Omit<EventPayloadV2, 'routing_key'> & { readonly client: string };

const ACTIONS = { open: 'trigger', acknowledged: 'acknowledge', ended: 'resolve' } as const;
/** "Events API v2: Send an Alert Event": summary up to 1,024 characters; an event up to 512 KB, which these lines never reach. */
const SUMMARY_CHARACTERS = 1_024;
const ROOM = { lines: 20, characters: 500 };

/**
 * An alert as an event of PagerDuty's Events API v2, without the routing key. All alerts about one thing bear one `dedup_key`: it
 * is one PagerDuty alert, which is triggered, acknowledged and resolved.
 */
export function renderPagerDuty(alert: Alert, telling: Telling): JsonObject {
  const { key, state, subject, report, command } = briefOf(alert);
  const event = { event_action: ACTIONS[state], dedup_key: key } as const;
  if (state !== 'open') return event;
  return {
    ...event,
    client: 'mailwarden',
    ...(report?.startsWith('https://') === true ? { links: [{ href: report, text: 'Report' }] } : {}),
    payload: {
      summary: shorten(alert.title, SUMMARY_CHARACTERS),
      source: shorten(subject.name, 250),
      severity: SEVERITIES[alert.severity],
      timestamp: alert.at,
      component: subject.kind,
      class: alert.milestone,
      custom_details: {
        ...Object.fromEntries(
          sectionsOf(alert, telling, ROOM).map(({ heading, lines }) => [heading, [...lines]]),
        ),
        ...(report === null ? {} : { Report: report }),
        ...(command === null ? {} : { Command: command }),
        Alert: alert.id,
      },
    },
  } satisfies PagerDutyEvent;
}
