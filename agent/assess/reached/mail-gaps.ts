import type { CoverageGapNote } from '../../model/incident.js';

const MAIL_GAPS: readonly string[] = ['mail-access-throttled', 'mailbox-not-audited', 'audit-off'];

/** Whether a gap may hide a read: one in a log of sign-ins does not, one in the mailbox's own log may. */
export function concernsMail(gap: CoverageGapNote): boolean {
  return MAIL_GAPS.includes(gap.reason) || /exchange/i.test(gap.source);
}
