import { countText } from '../page/format.js';
import { html } from '../page/markup.js';
import { callout, type Section } from '../page/section.js';
import { LONGEST_LIST, table } from '../page/table.js';
import type { ReportInput } from '../report-input.js';

/** What could not be looked into, with the reason; null when there is nothing of the kind. */
export function unreadSection({ exposure }: ReportInput): Section | null {
  if (exposure === null || exposure.unread.length === 0) return null;
  return {
    id: 'unread',
    title: 'What could not be read',
    body: [
      callout(
        'warn',
        `${countText(exposure.unread.length, 'part')} could not be looked into. They count as unknown, not as free of customer data.`,
      ),
      table({
        id: 'unread-table',
        caption: 'Unread parts',
        columns: [{ name: 'Part' }, { name: 'Reason' }],
        rows: exposure.unread
          .slice(0, LONGEST_LIST)
          .map(({ part, reason }) => [html`<span class="id">${part}</span>`, reason]),
        total: exposure.unread.length,
      }),
    ],
  };
}
