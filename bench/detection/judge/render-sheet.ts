import type { BenignCase } from './benign-outcome.js';
import type { BaselineRow, Rate, ScoreSheet, TechniqueRow } from './score-sheet.js';

/** The score sheet for people. Pure. */
export function renderSheet(sheet: ScoreSheet): string {
  return [
    `${sheet.worlds} world(s), ${sheet.mailboxDays} mailbox-days, ${sheet.records} records (${sheet.rejected} set aside)`,
    '',
    'technique                              n  detect  (low)  contain  (low)  early  reason  items   seconds  provider',
    ...sheet.techniques.map(renderRow),
    '',
    `recall, mean over techniques           ${share(sheet.macroRecall)}`,
    renderRate('alerts, 1,000 mailboxes a day', sheet.alertsPerThousandADay),
    renderRate('wrong containments, soft, a month', sheet.softPerThousandAMonth),
    renderRate('wrong containments, hard, a month', sheet.hardPerThousandAMonth),
    `harm, minutes for 1,000 a month        ${sheet.harmMinutesPerThousandAMonth.toFixed(1)}`,
    ...sheet.precision.map(
      ({ prevalence, value, lower }) =>
        `precision at ${prevalence} a month in 1,000      ${share(value)} (at least ${share(lower).trim()})`,
    ),
    `items exposed, median and p95          ${amount(sheet.exposed.median)} ${amount(sheet.exposed.p95)}`,
    `own latency of a batch, ms, p50 p99    ${amount(sheet.batchMs.median)} ${amount(sheet.batchMs.p99)}`,
    sheet.calibration === null
      ? 'calibration                            nothing to judge'
      : `calibration error, Brier               ${sheet.calibration.expectedError.toFixed(3)} ${sheet.calibration.brier.toFixed(3)} (${sheet.calibration.cases} cases)`,
    '',
    `public rules, at ${sheet.alertBudget.toFixed(2)} alerts for 1,000 mailboxes a day (the product: recall ${share(sheet.baselines[0]?.productRecall ?? null).trim()})`,
    '   alerts  recall  at budget',
    ...sheet.baselines.map(renderBaseline),
    '',
    'missed or not contained: campaign, detected, contained, score, evidence',
    ...sheet.misses.map(
      (one) =>
        `  ${one.id.padEnd(8)} ${one.isDetected ? 'yes' : 'no '} ${one.isContained ? 'yes' : 'no '} ${String(one.score).padStart(6)}  ${one.evidence.join(', ') || 'none'}${one.containmentReason === '' ? '' : `; ${one.containmentReason}`}`,
    ),
    '',
    'cases about people to whom nothing happened',
    ...groupCases(sheet.benignCases),
  ].join('\n');
}

function renderRow(row: TechniqueRow): string {
  return [
    `${row.id.padEnd(4)} ${row.name.padEnd(32).slice(0, 32)}`,
    String(row.campaigns).padStart(3),
    ` ${share(row.detected)}`,
    ` ${share(row.detectedLower)}`,
    `  ${share(row.contained)}`,
    `  ${share(row.containedLower)}`,
    ` ${share(row.containedBeforeMail)}`,
    `  ${share(row.reasonsRight)}`,
    amount(row.exposedMedian).padStart(7),
    amount(row.secondsMedian).padStart(10),
    amount(row.providerSecondsMedian).padStart(10),
  ].join('');
}

function renderRate(name: string, { count, rate, upper }: Rate): string {
  return `${name.padEnd(38)} ${rate.toFixed(2)} (at most ${upper.toFixed(2)}; ${count} seen)`;
}

function renderBaseline({ name, alerts, recall, recallAtBudget }: BaselineRow): string {
  return `${alerts.toFixed(2).padStart(9)}  ${share(recall)}  ${share(recallAtBudget)}  ${name}`;
}

/** Equal combinations of reasons are one line. */
function groupCases(cases: readonly BenignCase[]): readonly string[] {
  const groups = new Map<string, BenignCase[]>();
  for (const one of cases) {
    const key = one.reasons.map((reason) => reason.split(' ')[0]).join(' + ');
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups]
    .toSorted(([, left], [, right]) => right.length - left.length)
    .map(([key, own]) => {
      const contained = own.filter((one) => one.isSoftlyContained).length;
      return `  ${String(own.length).padStart(4)} (${contained} contained)  ${key}`;
    });
}

function share(value: number | null): string {
  return value === null ? '    -' : value.toFixed(3);
}

function amount(value: number | null): string {
  return value === null ? '-' : String(Math.round(value));
}
