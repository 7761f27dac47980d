import type { Random } from '../chance/random.js';
import { CUSTOMER_MAIL_DOMAINS, PLANS, STREETS } from '../data/customer-words.js';
import { FIRST_NAMES, LAST_NAMES } from '../data/names.js';
import { PLACES } from '../data/places.js';
import type { Customer } from './customer.js';
import { cardNumber, iban, routingNumber, socialSecurityNumber } from './payment-numbers.js';

/** 555-0130 to 555-0199 in each area code; the lower ones are desks of employees. */
const PHONES_PER_AREA = 70;

/** At most as many customers as there are fictitious phone numbers for. */
export function createCustomers(random: Random, count: number): readonly Customer[] {
  const accounts = new Set<string>();
  return Array.from({ length: Math.min(count, PLACES.length * PHONES_PER_AREA) }, (_, index) => {
    const own = random.fork(index);
    let accountNumber = '';
    do accountNumber = `${own.int(2, 8)}${own.digits(8)}`;
    while (accounts.has(accountNumber));
    accounts.add(accountNumber);
    return createCustomer(own, index, accountNumber);
  });
}

function createCustomer(random: Random, index: number, accountNumber: string): Customer {
  const place = PLACES[index % PLACES.length] ?? random.pick(PLACES);
  const first = random.pick(FIRST_NAMES);
  const last = random.pick(LAST_NAMES);
  const local = `${first}.${last}`
    .normalize('NFD')
    .replace(/[^\w.]/g, '')
    .toLowerCase();
  return {
    index,
    name: `${first} ${last}`,
    accountNumber,
    phone: `${place.areaCode}55501${30 + Math.floor(index / PLACES.length)}`,
    email: `${local}${index}@${random.pick(CUSTOMER_MAIL_DOMAINS)}`,
    street: `${random.int(11, 9899)} ${random.pick(STREETS)}`,
    city: place.city,
    stateCode: place.stateCode,
    zip: place.zipPrefix + String(random.int(1, 60)).padStart(2, '0'),
    plan: random.pick(PLANS),
    balance: `$${random.int(18, 420)}.${String(random.int(0, 99)).padStart(2, '0')}`,
    ssn: socialSecurityNumber(random),
    dateOfBirth: `${String(random.int(1, 12)).padStart(2, '0')}/${String(random.int(1, 28)).padStart(2, '0')}/${random.int(1948, 2003)}`,
    card: cardNumber(random),
    cardExpiry: `${String(random.int(1, 12)).padStart(2, '0')}/${random.int(27, 31)}`,
    iban: iban(random),
    routing: routingNumber(random),
    bankAccount: `${random.int(1, 9)}${random.digits(9)}`,
    licence: `${random.text('ABCDEFGHJKLMNPRSTW', 1)}${random.digits(7)}`,
    passport: `${random.text('ABCE', 1)}${random.digits(8)}`,
  };
}
