import type { ManualStep, PlanStep, Standing } from '../../model/containment.js';
import { timeElement } from '../page/format.js';
import { type Fragment, html } from '../page/markup.js';
import { badge, callout, type Section, type Tone } from '../page/section.js';
import { table } from '../page/table.js';
import type { ReportInput } from '../report-input.js';
import { actionWords } from '../wording-response.js';
import { standingClause } from '../wording-standing.js';

const MODES: Readonly<Record<PlanStep['mode'], string>> = {
  observe: 'shown only',
  approve: 'by a person’s word',
  enforce: 'at once',
};

const TONES: Readonly<Record<Standing['verdict'], Tone>> = {
  'not-begun': 'calm',
  waiting: 'warn',
  'proven-out': 'good',
  'still-in': 'bad',
  'cannot-tell': 'warn',
};

/** What is to be done in which order, what only a person can do, and whether the intruder is out. Null before a plan was made. */
export function planSection({ containment }: ReportInput): Section | null {
  if (containment === undefined || containment === null) return null;
  const { plan, standing } = containment;
  return {
    id: 'plan',
    title: 'The plan, and whether the intruder is out',
    body: [
      callout(TONES[standing.verdict], standingClause(standing)),
      standingTable(standing),
      containment.watchStatement !== null && html`<p>${containment.watchStatement}</p>`,
      stepTable(plan.steps),
      plan.byHand.length > 0 && byHandList(plan.byHand),
      plan.target.length > 0 && html`<p class="note">The account is: ${plan.target.join(', ')}.</p>`,
    ],
  };
}

function standingTable(standing: Standing): Fragment {
  const times: readonly (readonly [string, string | null])[] = [
    ['Sessions ended', standing.revokedAt],
    ['The provider’s own record of it', standing.auditSeenAt],
    ['First refusal of an old session', standing.biteSeenAt],
    ['Last act of the intruder after it', standing.lastSeenAt],
    ['Can be told from', standing.judgeAt],
    ['Proven out', standing.provenOutAt],
  ];
  const known = times.flatMap(([name, at]) => (at === null ? [] : [[name, timeElement(at)] as const]));
  if (known.length === 0) return null;
  return table({
    id: 'standing-table',
    caption: 'What the logs show, times in UTC',
    columns: [{ name: 'What' }, { name: 'When' }],
    rows: known.map(([name, at]) => [name, at]),
  });
}

function stepTable(steps: readonly PlanStep[]): Fragment {
  return table({
    id: 'plan-table',
    caption: 'Steps in their order',
    columns: [
      { name: 'Step' },
      { name: 'Done' },
      { name: 'Because' },
      { name: 'Only if' },
      { name: 'Taken back' },
      { name: 'Proven by' },
      { name: 'Permission' },
    ],
    rows: steps.map((step) => [
      [actionWords(step.kind), ' ', badge(step.tier === 'hard' ? 'warn' : 'calm', step.tier)],
      MODES[step.mode],
      step.because,
      step.precondition,
      step.undo,
      step.verification,
      step.permission,
    ]),
  });
}

function byHandList(steps: readonly ManualStep[]): Fragment {
  return [
    html`<h3>For a person, since no program of ours can</h3>`,
    html`<ul>${steps.map(
      ({ because, command, where }) =>
        html`<li>${because} (${where})${command !== null && html`<pre><code>${command}</code></pre>`}</li>\n`,
    )}</ul>`,
  ];
}
