import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../../simulator/world/chance/random.js';
import {
  cardNumber,
  grouped,
  iban,
  luhnDigit,
  routingNumber,
  socialSecurityNumber,
} from '../../../../simulator/world/mail/payment-numbers.js';

const seeds = fc.string().map((name) => new Random(name));

describe('the numbers of customers', () => {
  it.each([
    { body: '7992739871', expected: '3' },
    { body: '411111111111111', expected: '1' },
    { body: '37828224631000', expected: '5' },
  ])('Luhn digit of $body', ({ body, expected }) => {
    expect(luhnDigit(body)).toBe(expected);
  });

  it('are cards of test ranges that pass Luhn', () => {
    fc.assert(
      fc.property(seeds, (random) => {
        const card = cardNumber(random);
        expect(card).toMatch(/^(400000|401288|424242|510510|545454|555555)\d{10}$|^(371449|378282)\d{9}$/);
        expect(luhnDigit(card.slice(0, -1))).toBe(card.slice(-1));
      }),
    );
  });

  it('are IBANs with a remainder of one', () => {
    fc.assert(
      fc.property(seeds, (random) => {
        const value = iban(random);
        const digits = `${value.slice(4)}1314${value.slice(2, 4)}`;
        expect(BigInt(digits) % 97n).toBe(1n);
        expect(value).toHaveLength(22);
      }),
    );
  });

  it('are routing numbers that pass the ABA check', () => {
    fc.assert(
      fc.property(seeds, (random) => {
        const digits = [...routingNumber(random)].map(Number);
        const sum = digits.reduce((total, digit, index) => total + digit * ([3, 7, 1][index % 3] ?? 0), 0);
        expect(digits).toHaveLength(9);
        expect(sum % 10).toBe(0);
      }),
    );
  });

  it('are social security numbers that could be given out', () => {
    fc.assert(
      fc.property(seeds, (random) => {
        expect(socialSecurityNumber(random)).toMatch(/^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/);
      }),
    );
  });

  it('are written in groups', () => {
    expect(grouped('123456789', [3, 2, 4], '-')).toBe('123-45-6789');
  });
});
