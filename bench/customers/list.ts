import { closeSync, openSync, writeSync } from 'node:fs';

const FIRST = [
  'Ann',
  'Ben',
  'Carla',
  'Dmitri',
  'Elena',
  'Farid',
  'Grace',
  'Hiro',
  'Ines',
  'Jane',
  'Karl',
  'Lucía',
];
const LAST = [
  'Abel',
  'Brandt',
  'Castro',
  'Doe',
  'Eriksen',
  'Fontaine',
  'Garcia',
  'Huang',
  'Ito',
  'Jensen',
  'Roe',
];
const ROWS_AT_ONCE = 10_000;

/** What is known of the customer of a number: it follows from the number. */
export interface ListedCustomer {
  readonly reference: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly account: string;
  readonly ssn: string;
}

/** Four customers in ten have an SSN on file, every eighth shares the phone of the one before. */
export function customerOf(number: number): ListedCustomer {
  const mixed = (number * 2_654_435_761) % 2 ** 32;
  const phone = number % 8 === 7 ? number - 1 : number;
  const first = FIRST[mixed % FIRST.length] ?? '';
  const last = LAST[(mixed >>> 8) % LAST.length] ?? '';
  return {
    reference: `C${String(number).padStart(9, '0')}`,
    name: `${first} ${last}`,
    phone: `+1${200 + (phone % 800)}${200 + (Math.floor(phone / 800) % 800)}${String(Math.floor(phone / 640_000) % 10_000).padStart(4, '0')}`,
    email: `${first.toLowerCase()}.${number}@mail.example`.normalize('NFD').replace(/\p{M}/gu, ''),
    account: String(100_000_000 + number * 7),
    ssn:
      mixed % 10 < 4
        ? `${100 + (number % 500)}-${10 + (Math.floor(number / 500) % 89)}-${1000 + (Math.floor(number / 44_500) % 8999)}`
        : '',
  };
}

/** Writes the list of so many customers as CSV. */
export function writeList(path: string, customers: number): void {
  const file = openSync(path, 'w');
  writeSync(file, 'reference,name,phone,email,account_number,ssn\n');
  for (let start = 0; start < customers; start += ROWS_AT_ONCE) {
    const rows: string[] = [];
    for (let number = start; number < Math.min(customers, start + ROWS_AT_ONCE); number += 1)
      rows.push(`${Object.values(customerOf(number)).join(',')}\n`);
    writeSync(file, rows.join(''));
  }
  closeSync(file);
}
