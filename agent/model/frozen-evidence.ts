import { deriveId } from './ids.js';

/** What of an account is kept as it stands when its case needs containing. */
export const EVIDENCE_PARTS = ['account', 'inbox-rules', 'grants', 'authentication-methods'] as const;

export type EvidencePart = (typeof EVIDENCE_PARTS)[number];

/** The source under which frozen evidence lies among the raw records. */
export const FROZEN_SOURCE = 'frozenEvidence';

/** Key of the raw record that holds one part for one incident. */
export function frozenKey(incident: string, part: EvidencePart): string {
  return deriveId('frozen', incident, part);
}

/** Keys of all that can have been frozen for an incident. */
export function frozenKeys(incident: string): readonly string[] {
  return EVIDENCE_PARTS.map((part) => frozenKey(incident, part));
}
