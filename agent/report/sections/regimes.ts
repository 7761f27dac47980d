import type { NoticeDutyJudgement, NoticeJudgement } from '../../model/notice.js';
import { noticesOf } from '../notice/notices-of.js';
import { countText, numberText, timeElement } from '../page/format.js';
import { type Fragment, html } from '../page/markup.js';
import { badge, type Section, type Tone } from '../page/section.js';
import { table } from '../page/table.js';
import type { ReportInput } from '../report-input.js';

const TONES: Readonly<Record<NoticeJudgement['verdict'], Tone>> = { yes: 'bad', no: 'good', unknown: 'warn' };
const VERDICTS = { yes: 'Triggered', no: 'Not triggered', unknown: 'Unknown' } as const;
const PARTIES = { customers: 'Customers', authority: 'Authority', others: 'Others' } as const;
const STARTS = { opened: 'the case was opened', determined: 'customer data was found' } as const;

/** Which laws may oblige to notice, and until when. Null where no regimes are loaded. */
export function regimesSection(input: ReportInput): Section | null {
  return regimesOf(noticesOf(input));
}

/** The same for judgements of several incidents together. */
export function regimesOf(notices: readonly NoticeJudgement[]): Section | null {
  if (notices.length === 0) return null;
  return {
    id: 'regimes',
    title: 'Notice duties and their clocks',
    body: [
      html`<p>What the rule files under <span class="id">rules/notice</span> make of what was reached. This is no legal advice: each entry says what counsel must confirm. Where customers live is not known here.</p>`,
      notices.map(regime),
    ],
  };
}

function regime(judged: NoticeJudgement): Fragment {
  const { regime: rule, verdict, why, customers } = judged;
  const total = customers.sensitive + customers.account;
  const counted =
    total === 0
      ? ''
      : ` (${numberText(customers.sensitive)} sensitive, ${numberText(customers.account)} account only)`;
  return [
    html`<h3>${rule.title}</h3>
<p>${badge(TONES[verdict], VERDICTS[verdict])} ${why}${counted}.${rule.isForResidents && verdict !== 'no' && html` Only for those of them who live there.`}</p>`,
    verdict !== 'no' && duties(judged),
    html`<p class="note">${rule.state} ${rule.counsel} Source: ${rule.sources.map((source, index) => [index > 0 && ', ', html`<span class="id">${source}</span>`])}</p>`,
  ];
}

function duties({ regime: rule, duties: judged }: NoticeJudgement): Fragment {
  return table({
    id: `duties-${rule.id}`,
    caption: `Duties under ${rule.title}`,
    isCaptionUnseen: true,
    columns: [
      { name: 'Whom' },
      { name: 'Triggered' },
      { name: 'Clock runs from (UTC)' },
      { name: 'Due (UTC)' },
      { name: 'What' },
    ],
    rows: judged.map((one) => [
      PARTIES[one.duty.whom],
      [
        badge(TONES[one.verdict], one.verdict),
        one.customers > 0 && html`<div class="note">${countText(one.customers, 'customer')}</div>`,
      ],
      startCell(one),
      one.dueAt === null
        ? one.duty.due === null
          ? 'no figure: without delay'
          : 'not running yet'
        : html`<strong>${timeElement(one.dueAt)}</strong>`,
      one.duty.text,
    ]),
  });
}

function startCell({ duty, startsAt }: NoticeDutyJudgement): Fragment {
  const from = html`<div class="note">when ${STARTS[duty.from]}</div>`;
  return [startsAt === null ? 'not yet' : timeElement(startsAt), from];
}
