import type { Incident } from '../../../agent/model/incident.js';
import { toMs } from '../../../agent/model/time.js';
import type { PlayedWorld } from '../run/run-world.js';
import { HARD, isDecided, SOFT } from './campaign-outcome.js';

/** A case on which no record of a campaign bears. */
export interface BenignCase {
  readonly subject: string;
  readonly score: number;
  /** Reasons with their points, the weightiest first. */
  readonly reasons: readonly string[];
  readonly isSoftlyContained: boolean;
  readonly isHardContained: boolean;
  /** Opened when the history was scored, which a first start does and nobody is woken for. */
  readonly isOfHistory: boolean;
}

/** Cases about people to whom nothing happened. */
export function judgeBenign({ labels, answer, judgedFromMs }: PlayedWorld): readonly BenignCase[] {
  const isAttack = ({ reasons }: Incident): boolean =>
    reasons.some(({ events }) => events.some((event) => labels.of(event) !== undefined));
  return answer.incidents
    .filter((incident) => !isAttack(incident))
    .map((incident) => {
      const ids = new Set([incident.id, ...incident.aliases]);
      const kinds = answer.actions
        .filter((one) => ids.has(one.incident) && isDecided(one))
        .map(({ kind }) => kind);
      const reasons = incident.reasons.toSorted((left, right) => right.points - left.points);
      return {
        subject: incident.subject,
        score: incident.score,
        reasons: reasons.map(({ rule, points }) => `${rule} ${points}`),
        isSoftlyContained: kinds.includes(SOFT),
        isHardContained: kinds.some((kind) => HARD.includes(kind)),
        isOfHistory: toMs(incident.openedAt) <= judgedFromMs,
      };
    });
}
