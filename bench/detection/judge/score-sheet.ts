import { TECHNIQUES } from '../attack/catalogue.js';
import type { PlayedWorld } from '../run/run-world.js';
import { type BenignCase, judgeBenign } from './benign-outcome.js';
import { type Calibration, calibrate } from './calibration.js';
import { type CampaignOutcome, judgeCampaign } from './campaign-outcome.js';
import { lowerBound, upperCount } from './confidence.js';
import { quantile, sum } from './quantile.js';

/** How a technique fared. Shares in [0, 1]; bounds are one-sided at 95 %. */
export interface TechniqueRow {
  readonly id: string;
  readonly name: string;
  readonly campaigns: number;
  readonly detected: number;
  readonly detectedLower: number;
  /** Null where no session of a person's could be ended. */
  readonly contained: number | null;
  readonly containedLower: number | null;
  readonly containedBeforeMail: number | null;
  /** Of the detected. */
  readonly reasonsRight: number | null;
  readonly exposedMedian: number | null;
  readonly secondsMedian: number | null;
  readonly providerSecondsMedian: number | null;
}

/** A rate for 1,000 mailboxes, with its upper bound. */
export interface Rate {
  readonly count: number;
  readonly rate: number;
  readonly upper: number;
}

export interface BaselineRow {
  readonly name: string;
  /** Benign alerts for 1,000 mailboxes a day. */
  readonly alerts: number;
  /** Share of all campaigns that it had a trigger in. */
  readonly recall: number;
  /** The same when only as many of its alerts are looked at as the budget allows, drawn blindly. */
  readonly recallAtBudget: number;
  /** The product's share over the same campaigns. */
  readonly productRecall: number;
}

/** Everything that a run says. */
export interface ScoreSheet {
  readonly worlds: number;
  readonly mailboxDays: number;
  readonly records: number;
  readonly rejected: number;
  readonly techniques: readonly TechniqueRow[];
  readonly macroRecall: number;
  readonly alertsPerThousandADay: Rate;
  readonly softPerThousandAMonth: Rate;
  readonly hardPerThousandAMonth: Rate;
  readonly harmMinutesPerThousandAMonth: number;
  /** By attacks for 1,000 mailboxes a month; null where nothing was contained. `lower`: with as many wrong ones as may be. */
  readonly precision: readonly {
    readonly prevalence: number;
    readonly value: number | null;
    readonly lower: number | null;
  }[];
  readonly exposed: { readonly median: number | null; readonly p95: number | null };
  readonly batchMs: { readonly median: number | null; readonly p99: number | null };
  readonly calibration: Calibration | null;
  readonly alertBudget: number;
  readonly baselines: readonly BaselineRow[];
  readonly misses: readonly CampaignOutcome[];
  readonly benignCases: readonly BenignCase[];
}

const PREVALENCES = [0.27, 1, 5];
/** The aim for alerts, which rules are granted even where the product tells fewer. */
const LEAST_BUDGET = 0.5;
/** A sign-in that is asked for anew; assumed. */
const SOFT_MINUTES = 5;
/** Until somebody opens the account again; assumed. */
const HARD_MINUTES = 240;

export function toScoreSheet(worlds: readonly PlayedWorld[]): ScoreSheet {
  const outcomes = worlds.flatMap((world) =>
    world.campaigns.map((campaign) => judgeCampaign(world, campaign)),
  );
  const benignCases = worlds.flatMap(judgeBenign).filter(({ isOfHistory }) => !isOfHistory);
  const mailboxDays = sum(worlds.map(({ options }) => options.mailboxes * options.days));
  const months = mailboxDays / 30;
  const soft = benignCases.filter((one) => one.isSoftlyContained).length;
  const hard = benignCases.filter((one) => one.isHardContained).length;
  const alerts = toRate(benignCases.length, mailboxDays);
  const techniques = TECHNIQUES.map(({ id }) => toRow(id, outcomes)).filter((row) => row !== null);
  const softRate = toRate(soft, months);
  const budget = Math.max(alerts.rate, LEAST_BUDGET);
  const batchMs = worlds.flatMap(({ answer }) => answer.batchMs);
  return {
    ...{ worlds: worlds.length, mailboxDays, techniques, benignCases },
    records: sum(worlds.map(({ answer }) => answer.records)),
    rejected: sum(worlds.map(({ answer }) => answer.rejected)),
    macroRecall: sum(techniques.map(({ detected }) => detected)) / Math.max(techniques.length, 1),
    alertsPerThousandADay: alerts,
    softPerThousandAMonth: softRate,
    hardPerThousandAMonth: toRate(hard, months),
    harmMinutesPerThousandAMonth:
      months === 0 ? 0 : ((soft * SOFT_MINUTES + hard * HARD_MINUTES) * 1_000) / months,
    precision: PREVALENCES.map((prevalence) => ({
      prevalence,
      value: precisionAt(prevalence, outcomes, softRate.rate),
      lower: precisionAt(prevalence, outcomes, softRate.upper),
    })),
    exposed: spread(
      outcomes.map(({ exposed }) => exposed),
      0.95,
    ),
    batchMs: { median: quantile(batchMs, 0.5), p99: quantile(batchMs, 0.99) },
    calibration: calibrate(
      [
        ...benignCases.map(({ score }) => ({ nats: score / 1_000, isAttack: false })),
        ...outcomes
          .filter(({ isDetected }) => isDetected)
          .map(({ score }) => ({ nats: score / 1_000, isAttack: true })),
      ],
      months,
    ),
    alertBudget: budget,
    baselines: toBaselines(worlds, outcomes, budget, mailboxDays),
    misses: outcomes.filter((one) => !one.isDetected || (isContainable(one.technique) && !one.isContained)),
  };
}

function isContainable(technique: string): boolean {
  return TECHNIQUES.find(({ id }) => id === technique)?.isContainable ?? true;
}

function spread(
  values: readonly number[],
  high: number,
): { readonly median: number | null; readonly p95: number | null } {
  return { median: quantile(values, 0.5), p95: quantile(values, high) };
}

function toRate(count: number, units: number): Rate {
  const per = units === 0 ? 0 : 1_000 / units;
  return { count, rate: count * per, upper: upperCount(count) * per };
}

function precisionAt(prevalence: number, outcomes: readonly CampaignOutcome[], wrong: number): number | null {
  const able = outcomes.filter(({ technique }) => isContainable(technique));
  const recall = able.filter(({ isContained }) => isContained).length / Math.max(able.length, 1);
  const right = recall * prevalence;
  return right + wrong === 0 ? null : right / (right + wrong);
}

function toRow(id: string, all: readonly CampaignOutcome[]): TechniqueRow | null {
  const technique = TECHNIQUES.find((one) => one.id === id);
  const own = all.filter((one) => one.technique === id);
  if (technique === undefined || own.length === 0) return null;
  const share = (is: (one: CampaignOutcome) => boolean): number => own.filter(is).length / own.length;
  const detected = own.filter(({ isDetected }) => isDetected);
  const contained = own.filter(({ isContained }) => isContained);
  const able = technique.isContainable;
  return {
    ...{ id, name: technique.name, campaigns: own.length },
    detected: share(({ isDetected }) => isDetected),
    detectedLower: lowerBound(detected.length, own.length),
    contained: able ? share(({ isContained }) => isContained) : null,
    containedLower: able ? lowerBound(contained.length, own.length) : null,
    containedBeforeMail: able ? share((one) => one.isContainedBeforeMail) : null,
    reasonsRight:
      detected.length === 0
        ? null
        : detected.filter((one) => one.isReasonRight === true).length / detected.length,
    exposedMedian: quantile(
      own.map(({ exposed }) => exposed),
      0.5,
    ),
    secondsMedian: quantile(
      own.flatMap(({ secondsToContain }) => secondsToContain ?? []),
      0.5,
    ),
    providerSecondsMedian: quantile(
      own.flatMap(({ providerSeconds }) => providerSeconds ?? []),
      0.5,
    ),
  };
}

function toBaselines(
  worlds: readonly PlayedWorld[],
  outcomes: readonly CampaignOutcome[],
  budget: number,
  mailboxDays: number,
): readonly BaselineRow[] {
  const names = [...new Set(worlds.flatMap(({ baselines }) => baselines.map(({ name }) => name)))];
  const total = Math.max(outcomes.length, 1);
  const productRecall = outcomes.filter(({ isDetected }) => isDetected).length / total;
  return names.map((name) => {
    const own = worlds.flatMap(({ baselines }) => baselines.filter((one) => one.name === name));
    const found = sum(own.map(({ campaigns }) => campaigns.size));
    const alerts = (sum(own.map(({ benignAlerts }) => benignAlerts)) * 1_000) / Math.max(mailboxDays, 1);
    const recall = found / total;
    return {
      name,
      alerts,
      recall,
      recallAtBudget: recall * Math.min(1, budget / Math.max(alerts, 1e-9)),
      productRecall,
    };
  });
}
