import { describe, expect, it } from 'vitest';
import { Random } from '../../../../simulator/world/chance/random.js';
import { createCustomers } from '../../../../simulator/world/mail/create-customers.js';
import type { Field } from '../../../../simulator/world/mail/customer.js';
import { followUpMail } from '../../../../simulator/world/mail/follow-up-mail.js';

const [customer] = createCustomers(new Random('customers'), 1);
const writer = { name: 'Ann Lee', title: 'Clerk', address: 'ann@x.example', deskPhone: '425-555-0107' };

describe('followUpMail', () => {
  it.each<{ fields: readonly Field[] }>([
    { fields: ['name', 'accountNumber'] },
    { fields: ['name', 'accountNumber', 'phone', 'address'] },
    { fields: ['name', 'accountNumber', 'email', 'iban'] },
  ])('names by one value, of those that the earlier mail had: $fields', ({ fields }) => {
    if (customer === undefined) throw new Error('no customer');
    for (let turn = 0; turn < 20; turn += 1) {
      const draft = followUpMail(new Random(`turn ${turn}`), writer, { customer, fields });
      const [mention] = draft.mentions;
      expect(mention?.fields).toHaveLength(1);
      expect(fields).toContain(mention?.fields[0]);
      expect(draft.body).not.toContain(customer.name);
    }
  });
});

describe('createCustomers', () => {
  it('gives each a number, a phone and an address of their own', () => {
    const customers = createCustomers(new Random('many'), 900);
    for (const key of ['accountNumber', 'phone', 'email'] as const) {
      expect(new Set(customers.map((each) => each[key])).size).toBe(customers.length);
    }
  });

  it('makes no more than there are fictitious phones for', () => {
    const customers = createCustomers(new Random('most'), 100_000);
    expect(customers.every(({ phone }) => /^\d{3}555\d{4}$/.test(phone))).toBe(true);
    expect(customers.length).toBeLessThan(2_000);
  });
});
