import type { Action } from '../../model/action.js';
import { intruderTest } from '../../model/intruder-test.js';
import { elapsedText, timeElement, timeText } from '../page/format.js';
import { type Fragment, html } from '../page/markup.js';
import { badge, callout, type Section, type Tone } from '../page/section.js';
import { table } from '../page/table.js';
import type { ReportInput } from '../report-input.js';
import { actionWords, responseStanding } from '../wording-response.js';

const MODE_WORDS = {
  observe: 'observe: everything is decided and shown, nothing is done',
  approve: 'approve: nothing is done before a person approves it',
  enforce: 'enforce: what the evidence justifies is done at once',
} as const;

const STATUS_TONES: Readonly<Record<Action['status'], Tone>> = {
  proposed: 'warn',
  approved: 'warn',
  held: 'warn',
  done: 'good',
  failed: 'bad',
  undone: 'calm',
  skipped: 'calm',
};

/** What was done, when, and whether the provider's own state shows that it took. */
export function responseSection(input: ReportInput): Section {
  const { actions, incident } = input;
  const standing = responseStanding(input);
  const sentence = `${standing.clause[0]?.toUpperCase() ?? ''}${standing.clause.slice(1)}.`;
  return {
    id: 'response',
    title: 'What was done',
    body: [
      callout(standing.tone, sentence),
      actions.length === 0 ? html`<p>${incident.containmentReason}</p>` : actionTable(input),
      activityAfter(input),
      html`<p class="note">Mode ${MODE_WORDS[input.mode]}.</p>`,
    ],
  };
}

function actionTable({ actions, incident }: ReportInput): Fragment {
  return table({
    id: 'actions-table',
    caption: 'Actions, times in UTC',
    columns: [
      { name: 'Action' },
      { name: 'State' },
      { name: 'Decided' },
      { name: 'Done' },
      { name: 'Verified' },
      { name: 'Reason' },
    ],
    rows: actions.map((action) => [
      [actionWords(action.kind), html`<div class="id">${action.id}</div>`],
      badge(action.verified === 'no' ? 'bad' : STATUS_TONES[action.status], action.status),
      timeElement(action.decidedAt),
      doneCell(action, incident.openedAt),
      verifiedCell(action),
      action.reason,
    ]),
  });
}

function doneCell(action: Action, openedAt: string): Fragment {
  if (action.doneAt === null) {
    return action.attemptedAt === null ? 'not done' : ['not done, tried ', timeElement(action.attemptedAt)];
  }
  const elapsed = elapsedText(openedAt, action.doneAt);
  return [
    timeElement(action.doneAt),
    elapsed !== null && html`<div class="note">${elapsed} after opening</div>`,
  ];
}

function verifiedCell(action: Action): Fragment {
  if (action.status !== 'done' && action.status !== 'failed') return 'nothing to verify';
  switch (action.verified) {
    case 'yes':
      return badge('good', 'yes');
    case 'no':
      return badge('bad', 'no: it did not take');
    case 'unknown':
      return badge('warn', 'unknown: could not look');
  }
}

/** The check that people make by hand: is anyone still in there? */
function activityAfter({ actions, events, incident }: ReportInput): Fragment {
  const revoked =
    actions.find((one) => one.kind === 'revoke-sessions' && one.status === 'done')?.doneAt ?? null;
  if (revoked === null) return null;
  const isTheirs = intruderTest(incident);
  const later = events.filter((event) => event.at > revoked && isTheirs(event));
  const last = later.at(-1);
  if (last === undefined) {
    return html`<p>No event in a session held to be the intruder's is dated after the revocation, as far as the logs have arrived.</p>`;
  }
  return callout(
    'bad',
    `${later.length === 1 ? 'One event in such a session is' : `${later.length} events in such sessions are`} dated after the revocation, the last at ${timeText(last.at)} UTC. A token that was issued before can live on for up to an hour; anything beyond that means that the intruder is back.`,
  );
}
