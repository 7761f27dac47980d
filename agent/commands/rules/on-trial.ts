import type { Behaviour } from '../../detect/behaviour/declaration/behaviour.js';
import { detectBehaviours } from '../../detect/behaviour/detect-behaviours.js';
import { detectPeers } from '../../detect/peer/detect-peers.js';
import type { Rule } from '../../detect/sigma/rule.js';
import type { Finding } from '../../model/finding.js';
import type { StoreReads, Timeline } from '../../model/store.js';
import type { Instant } from '../../model/time.js';
import type { Tuning } from '../../model/tuning.js';
import { askPeers } from '../../pipeline/ask-peers.js';

/** A rule or behaviour on trial. */
export interface OnTrial {
  /** As its findings name it. */
  readonly rule: string;
  readonly title: string;
  readonly file: string;
  /** Thousandths that it would count with. */
  readonly points: number;
  /** How often it spoke of an account since then. */
  readonly matches: (timeline: Timeline, findings: readonly Finding[], since: Instant) => number;
  /** All that stands against an account, had it counted. The timeline has its context. */
  readonly counted: (
    timeline: Timeline,
    findings: readonly Finding[],
    reads: StoreReads,
  ) => Promise<readonly Finding[]>;
}

/** Every rule and behaviour that is on trial. */
export function trialsOf(
  rules: readonly Rule[],
  behaviours: readonly Behaviour[],
  tuning: Tuning,
): readonly OnTrial[] {
  return [
    ...rules.filter(({ isShadow }) => isShadow).map(ruleOnTrial),
    ...behaviours.filter(({ isShadow }) => isShadow).map((one) => behaviourOnTrial(one, tuning)),
  ];
}

/** Matches of a rule in one session make one finding, so they are counted and not the findings. */
function ruleOnTrial({ id, title, file, points }: Rule): OnTrial {
  return {
    rule: id,
    title,
    file,
    points,
    matches: ({ events, matches }, _findings, since) => {
      const at = new Map(events.map((event) => [event.id, event.at]));
      return matches.filter((match) => match.rule === id && (at.get(match.event) ?? '') >= since).length;
    },
    counted: async (_timeline, findings) =>
      findings.map((one) => (one.rule === id ? withPoints(one, points) : one)),
  };
}

/** What a finding of a behaviour weighs depends on the account, so the account is looked at again as if the trial were over. */
function behaviourOnTrial({ type, title, file, points }: Behaviour, tuning: Tuning): OnTrial {
  const rule = `behaviour:${type}`;
  const own = tuning.behaviours[type];
  const over: Tuning =
    own === undefined
      ? tuning
      : { ...tuning, behaviours: { ...tuning.behaviours, [type]: { ...own, isShadow: false } } };
  return {
    rule,
    title,
    file,
    points,
    matches: (_timeline, findings, since) =>
      findings.filter((one) => one.rule === rule && one.lastAt >= since).length,
    counted: async (timeline, findings, reads) => {
      const stored = findings.map((one) => (one.rule === rule ? withPoints(one, points) : one));
      const peers = await askPeers(timeline, reads, over);
      const anew = [...detectBehaviours(timeline, over), ...detectPeers(timeline, over, peers)];
      return [...new Map([...stored, ...anew].map((one) => [one.id, one])).values()];
    },
  };
}

function withPoints({ isShadow, ...finding }: Finding, points: number): Finding {
  return isShadow === true ? { ...finding, points } : finding;
}
