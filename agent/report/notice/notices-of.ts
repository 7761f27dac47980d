import type { NoticeJudgement } from '../../model/notice.js';
import type { Instant } from '../../model/time.js';
import type { ReportInput } from '../report-input.js';
import { judgeNotices } from './judge-notices.js';

/** What each regime says of one incident. */
export function noticesOf(input: ReportInput): readonly NoticeJudgement[] {
  return noticesOfAll([input]);
}

/** What each regime says of several incidents together: the clocks run from the first of them. */
export function noticesOfAll(inputs: readonly ReportInput[]): readonly NoticeJudgement[] {
  const [first] = inputs;
  if (first === undefined) return [];
  return judgeNotices(first.regimes ?? [], {
    exposures: inputs.map((one) => one.exposure),
    openedAt: inputs.map((one) => one.incident.openedAt).sort()[0] ?? first.incident.openedAt,
    determinedAt: inputs.flatMap((one) => determinedAt(one) ?? []).sort()[0] ?? null,
  });
}

/** When an examination first found customer data: later ones do not turn the clock back. */
function determinedAt({ exposure, versions }: ReportInput): Instant | null {
  const first = (versions ?? []).find(({ facts }) => facts.verdict === 'yes');
  const now = exposure?.verdict === 'yes' ? exposure.assessedAt : null;
  if (first === undefined) return now;
  return now !== null && now < first.at ? now : first.at;
}
