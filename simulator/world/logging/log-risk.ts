import type { RiskDetection, RiskyUser } from '@microsoft/microsoft-graph-types';
import { toSevenDigits } from '../chance/format-time.js';
import type { Random } from '../chance/random.js';
import { withVersion } from '../people/client.js';
import type { Person } from '../people/person.js';
import type { Grant } from '../people/session.js';
import type { Stage } from '../stage.js';

const HOUR_MS = 3_600_000;

/** What Identity Protection thinks of a sign-in, and whether it thinks so at once or hours later. */
export interface RiskOpinion {
  readonly type: 'unfamiliarFeatures' | 'anonymizedIPAddress' | 'unlikelyTravel' | 'leakedCredentials';
  readonly level: 'low' | 'medium' | 'high';
  readonly timing: 'realtime' | 'offline';
}

/** A row of Graph's `riskDetection` (v1.0); offline ones come up to two days late. */
export function logRisk(
  stage: Stage,
  random: Random,
  person: Pick<Person, 'user' | 'index'>,
  grant: Grant,
  opinion: RiskOpinion,
): void {
  if (!stage.calendar.isHistory(grant.issuedMs)) return;
  const lateMs = opinion.timing === 'offline' ? random.int(2, 40) * HOUR_MS : 0;
  const detectedMs = grant.issuedMs + lateMs;
  // What is found later than now has not been found: no log holds a time to come.
  if (!stage.calendar.isHistory(detectedMs)) return;
  const record = riskRecord(random, person, grant, opinion, {
    detectedMs,
    day: stage.calendar.dayOf(grant.issuedMs),
  });
  logRiskyUser(stage, person, opinion, detectedMs, String(record.detectedDateTime));
  const row = stage.logbook.row('riskDetections', String(record.id), grant.issuedMs, record, 'risk');
  stage.logbook.push({ ...row, availableAtMs: row.availableAtMs + lateMs });
}

/** What the account is held for from then on: a row of Graph's `riskyUser` (v1.0). */
function logRiskyUser(
  stage: Stage,
  { user }: Pick<Person, 'user'>,
  opinion: RiskOpinion,
  atMs: number,
  riskLastUpdatedDateTime: string,
): void {
  const record: RiskyUser = {
    id: user.id,
    isDeleted: false,
    isProcessing: false,
    riskLevel: opinion.level,
    riskState: 'atRisk',
    riskDetail: 'none',
    riskLastUpdatedDateTime,
    userDisplayName: user.displayName,
    userPrincipalName: user.userPrincipalName,
  };
  stage.logbook.add('riskyUsers', user.id, atMs, record, 'risk');
}

function riskRecord(
  random: Random,
  { user, index }: Pick<Person, 'user' | 'index'>,
  grant: Grant,
  opinion: RiskOpinion,
  moment: { readonly detectedMs: number; readonly day: number },
): RiskDetection {
  const { detectedMs, day } = moment;
  const detected = toSevenDigits(detectedMs, random.digits(4));
  const { place } = grant.network;
  const userAgent = withVersion(grant.client.userAgent, index, day);
  return {
    id: random.hex(64),
    requestId: grant.requestId,
    correlationId: random.guid(),
    riskEventType: opinion.type,
    riskState: 'atRisk',
    riskLevel: opinion.level,
    riskDetail: 'none',
    source: 'IdentityProtection',
    detectionTimingType: opinion.timing,
    activity: 'signin',
    tokenIssuerType: 'AzureAD',
    ipAddress: grant.address,
    location: {
      city: place.city,
      state: place.state,
      countryOrRegion: place.country,
      geoCoordinates: { latitude: place.latitude, longitude: place.longitude },
    },
    activityDateTime: toSevenDigits(grant.issuedMs, random.digits(4)),
    detectedDateTime: detected,
    lastUpdatedDateTime: detected,
    userId: user.id,
    userDisplayName: user.displayName,
    userPrincipalName: user.userPrincipalName,
    additionalInfo: JSON.stringify([{ Key: 'userAgent', Value: userAgent }]),
  };
}
