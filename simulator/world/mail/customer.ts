/** A customer of the telecom company; invented, with numbers that pass their checks. */
export interface Customer {
  readonly index: number;
  readonly name: string;
  /** Nine digits. */
  readonly accountNumber: string;
  /** Ten digits. */
  readonly phone: string;
  readonly email: string;
  readonly street: string;
  readonly city: string;
  readonly stateCode: string;
  readonly zip: string;
  readonly plan: string;
  /** As `$64.20`. */
  readonly balance: string;
  /** Nine digits. */
  readonly ssn: string;
  readonly dateOfBirth: string;
  readonly card: string;
  readonly cardExpiry: string;
  readonly iban: string;
  readonly routing: string;
  readonly bankAccount: string;
  readonly licence: string;
  readonly passport: string;
}

/** What of a customer stands in a text. */
export type Field =
  | 'name'
  | 'accountNumber'
  | 'phone'
  | 'email'
  | 'address'
  | 'plan'
  | 'balance'
  | 'lastFour'
  | 'ssn'
  | 'dateOfBirth'
  | 'card'
  | 'iban'
  | 'bank'
  | 'licence'
  | 'passport';

/** One customer in one message, with the fields that stand together there. */
export interface Mention {
  readonly customer: Customer;
  readonly fields: readonly Field[];
}

/** Fields that put a customer into the sensitive group. */
export const SENSITIVE_FIELDS: ReadonlySet<Field> = new Set([
  'ssn',
  'card',
  'iban',
  'bank',
  'licence',
  'passport',
]);
