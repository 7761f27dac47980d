import type { Exposure, ReachedItem } from '../../model/exposure.js';
import { numberText, shortened } from '../page/format.js';
import { html } from '../page/markup.js';
import type { Section } from '../page/section.js';
import { LONGEST_LIST, table } from '../page/table.js';
import type { ReportInput } from '../report-input.js';
import { classWords } from '../wording-exposure.js';

/** Where the customer data lay, and of what kind. Null while nothing with customer data is known to be reached. */
export function foldersSection({ exposure }: ReportInput): Section | null {
  const items = exposure === null ? [] : withData(exposure);
  if (items.length === 0) return null;
  const folders = [...byFolder(items)].sort((a, b) => b[1].length - a[1].length);
  const most = folders[0]?.[1].length ?? 1;
  return {
    id: 'folders',
    title: 'Where the customer data lay',
    body: [
      table({
        id: 'folders-table',
        caption: 'Messages with customer data by folder',
        columns: [
          { name: 'Folder' },
          { name: 'Messages', isNumber: true },
          { name: 'Picture' },
          { name: 'Customer data' },
        ],
        rows: folders
          .slice(0, LONGEST_LIST)
          .map(([folder, inside]) => [
            folder === null ? 'not known' : html`<span class="id">${shortened(folder, 24)}</span>`,
            numberText(inside.length),
            bar(inside.length, most),
            classWords([...new Set(inside.flatMap((item) => item.classes))]),
          ]),
        total: folders.length,
      }),
      classTable(items),
    ],
  };
}

function withData({ reached }: Exposure): readonly ReachedItem[] {
  return reached.filter(({ classes, proof }) => classes.length > 0 && proof !== 'present');
}

function byFolder(items: readonly ReachedItem[]): ReadonlyMap<string | null, readonly ReachedItem[]> {
  const folders = new Map<string | null, ReachedItem[]>();
  for (const item of items) {
    const known = folders.get(item.folder);
    if (known === undefined) folders.set(item.folder, [item]);
    else known.push(item);
  }
  return folders;
}

function classTable(items: readonly ReachedItem[]) {
  const classes = [...new Set(items.flatMap((item) => item.classes))];
  const counts = classes
    .map((name) => ({ name, count: items.filter((item) => item.classes.includes(name)).length }))
    .sort((a, b) => b.count - a.count);
  const most = counts[0]?.count ?? 1;
  return table({
    id: 'classes-table',
    caption: 'Messages with customer data by kind of data',
    columns: [{ name: 'Kind' }, { name: 'Messages', isNumber: true }, { name: 'Picture' }],
    rows: counts.map(({ name, count }) => [classWords([name]), numberText(count), bar(count, most)]),
  });
}

/** The figure stands beside it, so the picture is not read aloud. */
function bar(count: number, most: number) {
  const width = Math.max(4, Math.round((count / most) * 1000));
  return html`<svg class="chart" viewBox="0 0 1000 14" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="base" x="0" y="6" width="1000" height="2"/><rect class="up" x="0" y="2" width="${width}" height="10"/></svg>`;
}
