import type { IndexedClass } from '../../../model/customer-index.js';
import { InputError } from '../../../model/errors.js';

/** The columns of the company's list that mean something. */
export const CUSTOMER_COLUMNS = ['reference', 'name', 'phone', 'email', 'account_number', 'ssn'] as const;
export type CustomerColumn = (typeof CUSTOMER_COLUMNS)[number];

/** Columns whose values lead to a customer. */
export const IDENTIFYING_COLUMNS: readonly {
  readonly column: CustomerColumn;
  readonly class: IndexedClass;
}[] = [
  { column: 'account_number', class: 'account-number' },
  { column: 'ssn', class: 'ssn' },
  { column: 'email', class: 'customer-email' },
  { column: 'phone', class: 'phone' },
];

/** Which column stands where. */
export interface ColumnPlan {
  readonly places: ReadonlyMap<CustomerColumn, number>;
  readonly absent: readonly CustomerColumn[];
  /** As they are written in the header. */
  readonly ignored: readonly string[];
}

/** Reads the header. Raises `InputError` without `reference`, without any identifying column, or with one twice. */
export function planColumns(file: string, header: readonly string[]): ColumnPlan {
  const names = header.map((name) => name.trim().toLowerCase().replace(/[ -]/g, '_'));
  const twice = CUSTOMER_COLUMNS.filter((column) => names.filter((name) => name === column).length > 1);
  const places = new Map(
    CUSTOMER_COLUMNS.filter((column) => names.includes(column)).map((column) => [
      column,
      names.indexOf(column),
    ]),
  );
  const messages = [
    ...twice.map((column) => `names the column "${column}" twice; keep one`),
    ...(places.has('reference')
      ? []
      : ['lacks the column "reference", your own name for each customer; add it']),
    ...(IDENTIFYING_COLUMNS.some(({ column }) => places.has(column))
      ? []
      : [
          `has none of ${IDENTIFYING_COLUMNS.map(({ column }) => column).join(', ')}: nobody could be found; add one`,
        ]),
  ];
  if (messages.length > 0) {
    const start = `the first line must name the columns (${CUSTOMER_COLUMNS.join(',')}); it `;
    throw new InputError(
      messages.map((message) => ({ file, line: 1, column: null, message: start + message })),
    );
  }
  return {
    places,
    absent: CUSTOMER_COLUMNS.filter((column) => !places.has(column)),
    ignored: header.filter((_, index) => ![...places.values()].includes(index)).map((name) => name.trim()),
  };
}
