import type { BehaviourTuning } from '../../../model/tuning.js';
import type { RuleLevel, RuleStatus } from '../../sigma/rule.js';
import type { BehaviourName } from './behaviour-types.js';

/** A behaviour as a file declares it. */
export interface Behaviour extends BehaviourTuning {
  readonly type: BehaviourName;
  /** Null where the file gives none: its type tells it from the others. */
  readonly id: string | null;
  /** Null where the file does not say. */
  readonly level: RuleLevel | null;
  /** Null where the file does not say. */
  readonly status: RuleStatus | null;
  /** In words; null where the file does not say. */
  readonly description: string | null;
  readonly falsePositives: readonly string[];
  /** What a person does about a finding: a link or a sentence. Missing where the file does not say. */
  readonly runbook?: string;
  /** False: its points are 0, whatever the file gives. */
  readonly isEnabled: boolean;
  readonly file: string;
  readonly line: number;
}
