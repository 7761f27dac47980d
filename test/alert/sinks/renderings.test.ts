import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderEmail } from '../../../agent/alert/sinks/render-email.js';
import { renderPagerDuty } from '../../../agent/alert/sinks/render-pagerduty.js';
import { renderRow } from '../../../agent/alert/sinks/render-row.js';
import { renderSentinel } from '../../../agent/alert/sinks/render-sentinel.js';
import { renderSlack } from '../../../agent/alert/sinks/render-slack.js';
import { renderSyslog } from '../../../agent/alert/sinks/render-syslog.js';
import { renderTeams } from '../../../agent/alert/sinks/render-teams.js';
import type { Alert } from '../../../agent/model/alert.js';
import { PLAIN_TELLING, type Telling } from '../../../agent/model/telling.js';
import { hugeAlert, sampleAlert } from '../sample-alerts.js';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
const syslog = (format: 'rfc5424' | 'cef') => (alert: Alert, telling: Telling) =>
  renderSyslog(alert, telling, { format, facility: 13 }, 'warden.example');

const RENDERINGS: readonly {
  name: string;
  mostBytes: number;
  render: (alert: Alert, telling: Telling) => string;
}[] = [
  { name: 'slack.json', mostBytes: 200_000, render: (alert, telling) => json(renderSlack(alert, telling)) },
  { name: 'teams.json', mostBytes: 60_000, render: (alert, telling) => json(renderTeams(alert, telling)) },
  {
    name: 'pagerduty.json',
    mostBytes: 512_000,
    render: (alert, telling) => json(renderPagerDuty(alert, telling)),
  },
  { name: 'email.txt', mostBytes: 1_000_000, render: (alert, telling) => renderEmail(alert, telling).text },
  { name: 'email.html', mostBytes: 1_000_000, render: (alert, telling) => renderEmail(alert, telling).html },
  { name: 'syslog.txt', mostBytes: 8_192, render: syslog('rfc5424') },
  { name: 'cef.txt', mostBytes: 8_192, render: syslog('cef') },
  { name: 'row.json', mostBytes: 10_000_000, render: (alert, telling) => json(renderRow(alert, telling)) },
  {
    name: 'sentinel.json',
    mostBytes: 200_000,
    render: (alert, telling) => json(renderSentinel(alert, telling)),
  },
];

describe('what people and programs are shown', () => {
  for (const { name, mostBytes, render } of RENDERINGS) {
    it(`${name} is as it was looked at`, async () => {
      const golden = join(import.meta.dirname, '../golden', `${name}.golden`);
      await expect(render(sampleAlert(), PLAIN_TELLING)).toMatchFileSnapshot(golden);
    });

    it(`${name} keeps within what the receiver takes, whatever the alert`, () => {
      const rendered = render(hugeAlert(), { reminder: 2, earlier: [sampleAlert()], mayBeRepeat: true });
      expect(Buffer.byteLength(rendered)).toBeLessThanOrEqual(mostBytes);
      expect(rendered).not.toContain('\uFFFD');
    });
  }

  it('a Slack message stays within the limits of its blocks and says what was left out', () => {
    const { blocks } = renderSlack(hugeAlert(), PLAIN_TELLING) as {
      blocks: readonly { text?: { text: string } }[];
    };
    expect(blocks.length).toBeLessThanOrEqual(50);
    for (const { text } of blocks) expect(text?.text.length ?? 0).toBeLessThanOrEqual(3_000);
    expect(JSON.stringify(blocks)).toContain('more in the report');
  });

  it('a Teams message is at most 28 KB on the wire', () => {
    const wire = JSON.stringify(renderTeams(hugeAlert(), PLAIN_TELLING));
    expect(Buffer.byteLength(wire)).toBeLessThanOrEqual(28 * 1024);
  });

  it('an intruder’s words call no channel and become no link or tag', () => {
    expect(json(renderSlack(sampleAlert(), PLAIN_TELLING))).not.toContain('<!channel>');
    const { html } = renderEmail(sampleAlert(), PLAIN_TELLING);
    expect(html).not.toContain('<!channel>');
    expect(html).not.toContain('href="https://evil.example');
  });

  it('PagerDuty is triggered, acknowledged and resolved under one key', () => {
    const alert = sampleAlert();
    const { brief } = alert;
    if (brief === undefined) throw new Error('the sample has no brief');
    const events = (['open', 'acknowledged', 'ended'] as const).map((state) =>
      renderPagerDuty({ ...alert, brief: { ...brief, state } }, PLAIN_TELLING),
    );
    expect(events.map((event) => event.event_action)).toEqual(['trigger', 'acknowledge', 'resolve']);
    expect(new Set(events.map((event) => event.dedup_key))).toEqual(new Set(['inc-1']));
  });

  it('a possible repeat and a reminder say so wherever no key is taken', () => {
    const telling: Telling = { reminder: 3, earlier: [], mayBeRepeat: true };
    const people = [renderSlack, renderTeams].map((render) => json(render(sampleAlert(), telling)));
    for (const text of [...people, renderEmail(sampleAlert(), telling).text]) {
      expect(text).toContain('this may be a repeat');
      expect(text).toContain('Reminder 3');
    }
    expect(syslog('rfc5424')(sampleAlert(), telling)).toContain('mayBeRepeat="true"');
    expect(syslog('cef')(sampleAlert(), telling)).toContain('cs4=true');
  });
});
