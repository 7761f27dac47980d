import type { IndexedClass } from '../../../model/customer-index.js';
import { nameWords } from '../identity.js';
import { type ColumnPlan, type CustomerColumn, IDENTIFYING_COLUMNS } from './customer-columns.js';
import { REFERENCE_BYTES } from './customer-record.js';
import { normalForm } from './normal-form.js';

/** Something in the list that could not be used. Never holds the value. */
export interface RowProblem {
  /** Where the row ends, 1-based. */
  readonly line: number;
  readonly column: CustomerColumn | null;
  readonly reason: string;
}

/** One row that can be used: whatever of it could not is among the problems. */
export interface CustomerRow {
  readonly reference: string;
  readonly name: string;
  /** Normal forms. */
  readonly values: readonly { readonly class: IndexedClass; readonly value: string }[];
}

const EXPECTED: Readonly<Record<IndexedClass, string>> = {
  'account-number': 'is no account number: expected 4 to 64 letters and digits, a digit among them',
  ssn: 'is no social security number: expected nine digits as they are issued',
  'customer-email': 'is no mail address: expected name@domain',
  phone:
    'is no phone number: expected a North American number, or one that begins with + and the country code',
};

/** Reads one row. `row` is null when nothing of it can be used, which is then said in `problems`. */
export function readRow(
  cells: readonly string[],
  plan: ColumnPlan,
  line: number,
): { readonly row: CustomerRow | null; readonly problems: readonly RowProblem[] } {
  const cell = (column: CustomerColumn): string => (cells[plan.places.get(column) ?? -1] ?? '').trim();
  const reference = cell('reference');
  const wrong = wrongReference(reference);
  if (wrong !== null) return { row: null, problems: [{ line, column: 'reference', reason: wrong }] };
  const problems: RowProblem[] = [];
  const values = IDENTIFYING_COLUMNS.flatMap(({ column, class: dataClass }) => {
    const text = cell(column);
    if (text === '') return [];
    const value = text.includes('\ufffd') ? null : normalForm(dataClass, text);
    if (value !== null) return [{ class: dataClass, value }];
    problems.push({ line, column, reason: text.includes('\ufffd') ? NOT_UTF8 : EXPECTED[dataClass] });
    return [];
  });
  const name = cell('name');
  if (name.includes('\ufffd')) problems.push({ line, column: 'name', reason: NOT_UTF8 });
  if (values.length === 0)
    problems.push({ line, column: null, reason: 'has no value by which the customer could be found' });
  return { row: { reference, name: nameWords(name).size === 0 ? '' : name, values }, problems };
}

const NOT_UTF8 = 'is not UTF-8; save the file as UTF-8';

function wrongReference(reference: string): string | null {
  if (reference === '') return 'is empty: without your own name for the customer the row cannot be used';
  if (reference.includes('\ufffd')) return NOT_UTF8;
  if (Buffer.byteLength(reference) > REFERENCE_BYTES) return `is longer than ${REFERENCE_BYTES} bytes`;
  return /\p{Cc}/u.test(reference) ? 'holds control characters' : null;
}
