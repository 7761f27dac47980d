import type { Standing } from '../model/containment.js';

const VERDICTS: Readonly<Record<Standing['verdict'], string>> = {
  'not-begun': 'Nothing is known yet',
  waiting: 'Not yet known whether the intruder is out',
  'proven-out': 'The intruder is proven to be out',
  'still-in': 'The intruder is STILL IN or came back',
  'cannot-tell': 'Nobody can tell whether the intruder is out',
};
const MINUTE_MS = 60_000;

/** Whether the intruder is out, as one sentence. */
export function standingClause({ verdict, reason, timeToProvenOutMs }: Standing): string {
  const after =
    timeToProvenOutMs === null
      ? ''
      : `, ${Math.max(1, Math.round(timeToProvenOutMs / MINUTE_MS))} minutes after the case was opened`;
  return `${VERDICTS[verdict]}${after}: ${reason}.`;
}
