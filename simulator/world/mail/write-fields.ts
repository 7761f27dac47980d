import type { Random } from '../chance/random.js';
import type { Customer, Field } from './customer.js';
import { grouped } from './payment-numbers.js';

const LABELS: Readonly<Record<Field, readonly string[]>> = {
  name: ['Customer', 'Account holder', 'Name'],
  accountNumber: ['Account number', 'BAN', 'Account #'],
  phone: ['Phone', 'Mobile', 'Callback number'],
  email: ['Email', 'E-mail'],
  address: ['Service address', 'Bill to', 'Address'],
  plan: ['Rate plan', 'Plan'],
  balance: ['Balance due', 'Amount due'],
  lastFour: ['Verified by last 4 of SSN'],
  ssn: ['SSN', 'Social Security Number'],
  dateOfBirth: ['DOB', 'Date of birth'],
  card: ['Card number', 'Credit card', 'Visa/MC card'],
  iban: ['IBAN'],
  bank: ['Bank details'],
  licence: ["Driver's license", 'Driver license no.'],
  passport: ['Passport number', 'Passport no.'],
};

/** A field's value as one of the ways people write it. */
export function fieldValue(random: Random, customer: Customer, field: Field): string {
  switch (field) {
    case 'name':
      return customer.name;
    case 'phone':
      return phoneText(random, customer.phone);
    case 'address':
      return `${customer.street}, ${customer.city}, ${customer.stateCode} ${customer.zip}`;
    case 'lastFour':
      return customer.ssn.slice(-4);
    case 'ssn':
      return grouped(customer.ssn, [3, 2, 4], random.chance(0.85) ? '-' : ' ');
    case 'card':
      return cardText(random, customer);
    case 'iban':
      return random.chance(0.5) ? customer.iban : grouped(customer.iban, [4, 4, 4, 4, 4, 2], ' ');
    case 'bank':
      return `routing ${customer.routing}, checking ${customer.bankAccount}`;
    case 'licence':
      return `${customer.licence} (${customer.stateCode})`;
    default:
      return customer[field];
  }
}

function phoneText(random: Random, phone: string): string {
  const [a, b, c] = [phone.slice(0, 3), phone.slice(3, 6), phone.slice(6)];
  return random.pick([`(${a}) ${b}-${c}`, `${a}-${b}-${c}`, `+1 ${a} ${b} ${c}`, `${a}.${b}.${c}`]);
}

function cardText(random: Random, customer: Customer): string {
  const sizes = customer.card.length === 15 ? [4, 6, 5] : [4, 4, 4, 4];
  const digits = grouped(customer.card, sizes, random.pick([' ', ' ', '-', '']));
  return `${digits} exp ${customer.cardExpiry}`;
}

/** `Label: value`. */
export function fieldLine(random: Random, customer: Customer, field: Field): string {
  return `${random.pick(LABELS[field])}: ${fieldValue(random, customer, field)}`;
}

/** What a column is called in a sheet. */
export function columnName(field: Field): string {
  return COLUMNS[field];
}

const COLUMNS: Readonly<Record<Field, string>> = {
  name: 'Customer name',
  accountNumber: 'Account number',
  phone: 'Phone',
  email: 'Email',
  address: 'Service address',
  plan: 'Rate plan',
  balance: 'Balance due',
  lastFour: 'SSN last 4',
  ssn: 'SSN',
  dateOfBirth: 'DOB',
  card: 'Card number',
  iban: 'IBAN',
  bank: 'Bank details',
  licence: 'Driver license',
  passport: 'Passport no.',
};
