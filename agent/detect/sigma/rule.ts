import type { EvidenceFamily } from '../../model/finding.js';
import type { Expression } from './language/expression.js';

export const RULE_LEVELS = ['informational', 'low', 'medium', 'high', 'critical'] as const;
export const RULE_STATUSES = ['stable', 'test', 'experimental', 'deprecated', 'unsupported'] as const;
export const RULE_SUBJECTS = ['mailbox', 'user', 'both'] as const;

export type RuleLevel = (typeof RULE_LEVELS)[number];
export type RuleStatus = (typeof RULE_STATUSES)[number];

/** Whose account a match speaks against: the mailbox that it was done to, the user who did it, or both. */
export type RuleSubject = (typeof RULE_SUBJECTS)[number];

/** What a rule says of itself; its detection is compiled apart. */
export interface Rule {
  readonly id: string;
  readonly title: string;
  readonly level: RuleLevel;
  /** Null when the rule does not say. */
  readonly status: RuleStatus | null;
  readonly family: EvidenceFamily;
  /** Weight in thousandths of a nat. */
  readonly points: number;
  /** One sentence for an analyst. */
  readonly text: string;
  /** ATT&CK technique ids such as `T1114.003`. */
  readonly techniques: readonly string[];
  /** False when someone without any credential of the account can cause a match. */
  readonly needsCredential: boolean;
  readonly subject: RuleSubject;
  /** On trial: its findings are recorded and never count. */
  readonly isShadow: boolean;
  readonly falsePositives: readonly string[];
  /** What a person does about a finding: a link or a sentence. Missing when the rule does not say. */
  readonly runbook?: string;
  readonly file: string;
  readonly line: number;
}

/** Which log a rule reads; null: the rule does not narrow it down by this. In lower case. */
export interface LogSource {
  readonly product: string | null;
  readonly service: string | null;
  readonly category: string | null;
}

/** A rule that was read without an error. */
export interface CompiledRule {
  readonly rule: Rule;
  /** Sigma's `name`, by which filters may also call it. */
  readonly name: string | null;
  readonly logSource: LogSource;
  readonly expression: Expression;
}
