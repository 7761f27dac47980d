import type { EvidenceFamily } from '../../model/finding.js';
import type { Incident } from '../../model/incident.js';
import { numberText, signedText } from '../page/format.js';
import { type Fragment, type Html, html } from '../page/markup.js';
import { badge, type Section } from '../page/section.js';
import { table } from '../page/table.js';
import type { ReportInput } from '../report-input.js';

const ENTRY: readonly EvidenceFamily[] = ['network', 'client', 'authentication', 'provider'];

/** Why: every reason with its points, which sum to the score, and the two keys that containment takes. */
export function scoreSection({ incident }: ReportInput): Section {
  return {
    id: 'score',
    title: 'Why: the score, reason by reason',
    body: [
      waterfall(incident),
      html`<p class="note">Points are thousandths of a natural-log unit of evidence: 1,000 points multiply the odds of a takeover by 2.7, 2,303 points by ten. Points with a minus speak for the owner. The marks in the bars are the two thresholds.</p>`,
      incident.thresholdReason === undefined
        ? null
        : html`<p>Stricter for this mailbox: ${incident.thresholdReason}.</p>`,
      html`<h3>May mailwarden contain?</h3>`,
      gates(incident),
    ],
  };
}

function waterfall(incident: Incident): Html {
  const scale = scaleOf(incident);
  let running = 0;
  const rows = incident.reasons.map((reason, index) => {
    const before = running;
    running += reason.points;
    return [
      String(index + 1),
      [
        html`<strong>${reason.title}</strong><div>${reason.text}</div>`,
        html`<div class="note">${reason.family}; rule <span class="id">${reason.rule}</span>${techniques(reason.techniques)}${withoutIt(reason, incident)}</div>`,
      ],
      signedText(reason.points),
      numberText(running).replace('-', '\u2212'),
      bar(before, running, incident, scale),
    ];
  });
  const total: readonly Fragment[] = [
    html`<span aria-hidden="true">=</span>`,
    html`<strong>Score</strong> <span class="note">a case opens at ${numberText(incident.threshold)}, containment at ${numberText(incident.containThreshold)}</span>`,
    '',
    html`<strong>${numberText(incident.score).replace('-', '\u2212')}</strong>`,
    bar(0, incident.score, incident, scale),
  ];
  return table({
    id: 'score-table',
    caption: 'Reasons and the sum so far',
    columns: [
      { name: 'No.' },
      { name: 'Reason' },
      { name: 'Points', isNumber: true },
      { name: 'Sum', isNumber: true },
      { name: 'Picture' },
    ],
    rows: [...rows, total],
  });
}

function techniques(ids: readonly string[]): Fragment {
  return ids.length === 0 ? null : `; ATT&CK ${ids.join(', ')}`;
}

/** `; without this 7,000 → 3,400`. */
function withoutIt({ scoreWithout }: Incident['reasons'][number], { score }: Incident): Fragment {
  return scoreWithout === undefined
    ? null
    : `; without this ${numberText(score)} \u2192 ${numberText(scoreWithout)}`;
}

interface Scale {
  readonly low: number;
  readonly span: number;
}

/** Wide enough for every intermediate sum and both thresholds. */
function scaleOf(incident: Incident): Scale {
  let sum = 0;
  const sums = incident.reasons.map((reason) => {
    sum += reason.points;
    return sum;
  });
  const low = Math.min(0, ...sums);
  const high = Math.max(1, incident.threshold, incident.containThreshold, ...sums);
  return { low, span: (high - low) * 1.02 };
}

/** Figures stand beside it in the table, so the picture is not read aloud. */
function bar(from: number, to: number, incident: Incident, { low, span }: Scale): Html {
  const at = (points: number): number => Math.round(((points - low) / span) * 1000);
  const left = at(Math.min(from, to));
  const width = Math.max(4, at(Math.max(from, to)) - left);
  const ticks = [incident.threshold, incident.containThreshold].map(
    (points) => html`<rect class="tick" x="${at(points)}" y="0" width="4" height="14"/>`,
  );
  return html`<svg class="chart" viewBox="0 0 1000 14" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="base" x="0" y="6" width="1000" height="2"/><rect class="${to >= from ? 'up' : 'down'}" x="${left}" y="2" width="${width}" height="10"/>${ticks}</svg>`;
}

function gates(incident: Incident): Fragment {
  const speaking = incident.reasons.filter((reason) => reason.points > 0);
  const entry = familiesOf(speaking.filter((reason) => ENTRY.includes(reason.family)));
  const deed = familiesOf(speaking.filter((reason) => !ENTRY.includes(reason.family)));
  return [
    html`<ul class="gates">
<li>${met(incident.score >= incident.containThreshold)} The score reaches ${numberText(incident.containThreshold)}.</li>
<li>${met(entry !== '')} First key, how the actor came in: ${entry === '' ? 'nothing speaks against the owner' : entry}.</li>
<li>${met(deed !== '')} Second key, what the actor did: ${deed === '' ? 'nothing speaks against the owner' : deed}.</li>
</ul>`,
    html`<p>${badge(incident.justifiesContainment ? 'bad' : 'calm', incident.justifiesContainment ? 'Containment justified' : 'Containment not justified')} ${incident.containmentReason}</p>`,
  ];
}

function met(isMet: boolean): Html {
  return isMet ? badge('calm', 'met') : badge('warn', 'not met');
}

function familiesOf(reasons: Incident['reasons']): string {
  return [...new Set(reasons.map((reason) => reason.family))].join(', ');
}
