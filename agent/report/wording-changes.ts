import type { ReportFacts, ReportVersion } from '../model/report-version.js';
import { countText, numberText } from './page/format.js';

/** What a version says that the one before did not, and what that comes from. */
export interface VersionChanges {
  readonly version: ReportVersion;
  readonly changes: readonly string[];
  readonly reasons: readonly string[];
}

/** Each version against the one before; the first has nothing to be held against. */
export function changesOf(versions: readonly ReportVersion[]): readonly VersionChanges[] {
  return versions.map((version, index) => {
    const before = versions[index - 1]?.facts;
    if (before === undefined) return { version, changes: ['first version'], reasons: [] };
    return {
      version,
      changes: changeWords(before, version.facts),
      reasons: reasonWords(before, version.facts),
    };
  });
}

const FIGURES: readonly { readonly field: keyof ReportFacts; readonly name: string }[] = [
  { field: 'status', name: 'case' },
  { field: 'score', name: 'score' },
  { field: 'verdict', name: 'customer data reached' },
  { field: 'sensitive', name: 'customers in the sensitive group' },
  { field: 'account', name: 'customers in the account group' },
  { field: 'unmatched', name: 'persons in no index' },
  { field: 'messages', name: 'messages reached' },
  { field: 'unread', name: 'parts that could not be read' },
  { field: 'gaps', name: 'gaps in the logs' },
  { field: 'actionsDone', name: 'actions done' },
  { field: 'actionsWaiting', name: 'actions that wait for a person' },
];

function changeWords(before: ReportFacts, after: ReportFacts): readonly string[] {
  const figures = FIGURES.filter(({ field }) => before[field] !== after[field]).map(
    ({ field, name }) => `${name}: ${valueText(before[field])} to ${valueText(after[field])}`,
  );
  const notices = after.notices.filter((one) => !before.notices.includes(one));
  return [...figures, ...notices.map((one) => `notice ${one}`)];
}

function valueText(value: unknown): string {
  return typeof value === 'number' ? numberText(value) : String(value);
}

function reasonWords({ madeFrom: before }: ReportFacts, { madeFrom: after }: ReportFacts): readonly string[] {
  const mail = after.mailEvents - before.mailEvents;
  const evidence = after.reasons - before.reasons;
  return [
    ...(mail > 0 ? [`${countText(mail, 'further record')} of mail reached had arrived`] : []),
    ...(mail < 0 ? [`${countText(-mail, 'record')} of mail turned out not to be the intruder's`] : []),
    ...(evidence === 0 ? [] : ['the evidence was weighed anew with what had arrived']),
    ...(before.indexVersion === after.indexVersion
      ? []
      : [
          `the customer index was ${after.indexVersion ?? 'not usable'}, before that ${before.indexVersion ?? 'none'}`,
        ]),
    ...(before.productVersion === after.productVersion
      ? []
      : [`mailwarden ${after.productVersion} in place of ${before.productVersion}`]),
  ];
}
