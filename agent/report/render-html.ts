import { timeElement } from './page/format.js';
import { html } from './page/markup.js';
import { page } from './page/page.js';
import { type Section, sectionElement } from './page/section.js';
import { inOrder, type ReportInput } from './report-input.js';
import { coverageSection } from './sections/coverage.js';
import { examinedSection } from './sections/examined.js';
import { foldersSection } from './sections/folders.js';
import { glossarySection } from './sections/glossary.js';
import { nextStepsSection } from './sections/next-steps.js';
import { noticeSection } from './sections/notice.js';
import { originsSection } from './sections/origins.js';
import { planSection } from './sections/plan.js';
import { reachedSection } from './sections/reached.js';
import { regimesSection } from './sections/regimes.js';
import { reproduceSection } from './sections/reproduce.js';
import { responseSection } from './sections/response.js';
import { restSection } from './sections/rest.js';
import { scoreSection } from './sections/score.js';
import { summarySection } from './sections/summary.js';
import { timelineSection } from './sections/timeline.js';
import { unreadSection } from './sections/unread.js';
import { versionsSection } from './sections/versions.js';
import { summarySentence, whose } from './wording-incident.js';

/**
 * One self-contained page about one incident, in the order in which an analyst at night and counsel next morning
 * need it. It requests nothing and runs nothing. Long lists are cut and say so; the JSON has them whole.
 */
export function renderHtml(input: ReportInput): string {
  const { incident } = input;
  const sections = sectionsOf(inOrder(input));
  const title = `Suspected mailbox takeover: ${whose(incident)}`;
  return page({
    title: `${title} (${incident.id})`,
    head: html`<p class="brand"><strong>mailwarden incident report</strong><span class="id">${incident.id}</span></p>
<h1>Suspected mailbox takeover <span>${whose(incident)}</span></h1>
${input.scenarioNote !== undefined && html`<p class="note">${input.scenarioNote}</p>`}
<p class="lead">${summarySentence(input)}</p>`,
    contents: sections,
    main: sections.map(sectionElement),
    foot: html`<p>Confidential. Written ${timeElement(input.now)} UTC by mailwarden ${input.productVersion}. All times are UTC. Customers are named by reference or keyed hash only; messages by Message-ID.</p>`,
  });
}

function sectionsOf(input: ReportInput): readonly Section[] {
  return [
    summarySection(input),
    responseSection(input),
    planSection(input),
    nextStepsSection(input),
    noticeSection(input),
    regimesSection(input),
    scoreSection(input),
    originsSection(input),
    timelineSection(input),
    reachedSection(input),
    foldersSection(input),
    restSection(input),
    examinedSection(input),
    unreadSection(input),
    coverageSection(input),
    glossarySection(),
    versionsSection(input),
    reproduceSection(input),
  ].filter((section) => section !== null);
}
