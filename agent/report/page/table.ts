import { numberText } from './format.js';
import { type Fragment, type Html, html } from './markup.js';

export interface Column {
  readonly name: string;
  /** Figures stand to the right. */
  readonly isNumber?: boolean;
}

export interface TableSpec {
  /** Unique in the page; names the region for screen readers. */
  readonly id: string;
  readonly caption: Fragment;
  /** Where a heading right above says the same; read aloud all the same. */
  readonly isCaptionUnseen?: boolean;
  readonly columns: readonly Column[];
  /** One cell per column; the first heads the row. */
  readonly rows: readonly (readonly Fragment[])[];
  /** Of how many rows these are the first, where the page does not show all. */
  readonly total?: number;
}

/** Cuts a long list for the page. */
export const LONGEST_LIST = 100;

/** A table in a region of its own that scrolls sideways on a narrow screen, by keyboard too. */
export function table(spec: TableSpec): Html {
  const { id, caption, columns, rows } = spec;
  const total = spec.total ?? rows.length;
  const heads = columns.map(
    (column) => html`<th scope="col"${column.isNumber === true && html` class="number"`}>${column.name}</th>`,
  );
  return html`<div class="scroll" role="region" tabindex="0" aria-labelledby="${id}">
<table><caption id="${id}"${spec.isCaptionUnseen === true && html` class="unseen"`}>${caption}</caption>
<thead><tr>${heads}</tr></thead>
<tbody>${rows.map((cells) => row(columns, cells))}</tbody></table></div>
${total > rows.length && html`<p class="more">The first ${numberText(rows.length)} of ${numberText(total)} are shown; the JSON file beside this report has all of them.</p>`}`;
}

function row(columns: readonly Column[], cells: readonly Fragment[]): Html {
  const rendered = cells.map((cell, index) => {
    const isNumber = columns[index]?.isNumber === true && html` class="number"`;
    return index === 0 ? html`<th scope="row"${isNumber}>${cell}</th>` : html`<td${isNumber}>${cell}</td>`;
  });
  return html`<tr>${rendered}</tr>\n`;
}
