import { describe, expect, it } from 'vitest';
import { renderAlert } from '../../agent/alert/render-alert.js';
import { renderSystemAlert } from '../../agent/alert/render-system-alert.js';
import type { JsonValue } from '../../agent/model/json.js';
import { actionOf, incidentOf } from '../respond/incidents.js';

const NOW = '2026-03-01T10:00:00.000Z';

/** What OCSF 1.3 defines for class 2004 and its objects (schema.ocsf.io, "Detection Finding"), by the path that leads there. */
const DEFINED: Readonly<Record<string, string>> = {
  '': `activity_id activity_name actor api category_name category_uid class_name class_uid cloud comment confidence
    confidence_id confidence_score count device duration end_time enrichments evidences finding_info impact impact_id impact_score
    is_alert malware message metadata observables raw_data remediation resources risk_details risk_level risk_level_id risk_score
    severity severity_id start_time status status_code status_detail status_id time timezone_offset type_name type_uid unmapped
    vulnerabilities`,
  metadata: `correlation_uid event_code extension extensions labels log_level log_name log_provider log_version logged_time
    loggers modified_time original_time processed_time product profiles sequence tenant_uid uid version`,
  'metadata.product': 'cpe_name feature lang name path uid url_string vendor_name version',
  finding_info: `analytic attacks created_time data_sources desc first_seen_time kill_chain last_seen_time modified_time product
    product_uid related_analytics related_events related_events_count src_url title types uid`,
  'finding_info.attacks': 'sub_technique tactic tactics technique version',
  'finding_info.attacks.technique': 'name src_url uid',
  resources: `agent_list cloud_partition criticality data data_classification group hostname ip labels name namespace owner
    region type uid version`,
  evidences:
    'actor api connection_info container data database databucket device dst_endpoint email file process query src_endpoint url user',
  'evidences.src_endpoint': `agent_list autonomous_system container domain hostname hw_info instance_uid interface_name
    interface_uid intermediate_ips ip location mac name namespace_pid os owner port proxy_endpoint subnet_uid svc_name type type_id
    uid vlan_uid vpc_uid zone`,
  'evidences.src_endpoint.location': `city continent coordinates country desc geohash is_on_premises isp lat long postal_code
    provider region`,
  remediation: 'cis_controls desc kb_article_list kb_articles references',
};
/** Objects that OCSF leaves to whoever writes them. */
const FREE = new Set(['unmapped', 'evidences.data']);

/** Paths that OCSF does not know, and those that hold a null. */
function strangers(value: JsonValue | undefined, path = ''): readonly string[] {
  if (value === null || value === undefined) return [`${path} is null`];
  if (FREE.has(path) || typeof value !== 'object') return [];
  if (Array.isArray(value)) return value.flatMap((item: JsonValue) => strangers(item, path));
  const defined = new Set((DEFINED[path] ?? '').split(/\s+/));
  return Object.entries(value).flatMap(([name, item]) => {
    const inner = path === '' ? name : `${path}.${name}`;
    return defined.has(name) ? strangers(item, inner) : [`${inner} is not defined`];
  });
}

const REASON = {
  ...{ rule: 'behaviour:new-network', title: 'New network', family: 'network' as const, points: 8_000 },
  ...{ text: 'Access from AS64501.', events: ['signin:1'], techniques: ['T1078.004'] },
  firstAt: '2026-03-01T09:00:00.000Z',
};
const ORIGIN = {
  ...{ address: '192.0.2.7', asn: 64501, country: 'NL', place: 'Amsterdam', client: 'firefox on linux' },
  ...{ firstAt: '2026-03-01T09:00:00.000Z', lastAt: '2026-03-01T09:30:00.000Z' },
};

describe('the body of an alert', () => {
  it.each([
    { name: 'with all that can be known', origin: ORIGIN, mailbox: { id: 'u-1', upn: 'ann@contoso.com' } },
    {
      name: 'with little that is known',
      origin: { ...ORIGIN, asn: null, country: null, place: null },
      mailbox: { id: null, upn: 'ann@contoso.com' },
    },
  ])('$name has no attribute but those of OCSF, and no null', ({ origin, mailbox }) => {
    const incident = incidentOf({ reasons: [REASON], origins: [origin], mailbox });
    const alert = renderAlert({
      ...{ incident, actions: [actionOf()], exposure: null, milestone: 'opened' as const },
      ...{ now: NOW, productVersion: '0.0.0' },
    });
    expect(strangers(alert.body)).toEqual([]);
    expect(alert.body).toMatchObject({ resources: [{ name: 'ann@contoso.com' }] });
  });

  it('about a log has none either', () => {
    const alert = renderSystemAlert({
      ...{ source: 'exchangeAudit', trouble: 'silence' as const, phase: 'begin' as const },
      ...{ from: NOW, counts: { records: 0, usual: 812 }, now: NOW, productVersion: '0.0.0' },
    });
    expect(strangers(alert.body)).toEqual([]);
  });

  it('would be found out if it had another', () => {
    expect(strangers({ message: 'x', colour: 'red', resources: [{ uid: null }] })).toEqual([
      'colour is not defined',
      'resources.uid is null',
    ]);
  });
});
