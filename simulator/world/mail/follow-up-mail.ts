import type { Random } from '../chance/random.js';
import type { Field, Mention } from './customer.js';
import { type Draft, signature, type Writer } from './draft.js';
import { fieldValue } from './write-fields.js';

/** A short mail about a customer that an earlier mail told more of: one number or address, no name. */
export function followUpMail(random: Random, writer: Writer, earlier: Mention): Draft {
  const { customer } = earlier;
  const known = (['accountNumber', 'phone', 'email'] as const).filter((field) =>
    earlier.fields.includes(field),
  );
  const field = random.pick(known.length > 0 ? known : (['accountNumber'] as const));
  const text = `Hi,\n\n${sentence(field, fieldValue(random, customer, field))}${signature(writer)}`;
  return {
    topic: 'account',
    subject: random.pick(['Any news on this one?', 'Following up', 'Still open']),
    bodyType: 'text',
    body: text,
    from: writer.address,
    attachments: [],
    mentions: [{ customer, fields: [field satisfies Field] }],
  };
}

function sentence(field: 'accountNumber' | 'phone' | 'email', value: string): string {
  switch (field) {
    case 'accountNumber':
      return `account number ${value} still shows the old rate plan. Could you look at it again before Friday?`;
    case 'phone':
      return `the customer called back from phone ${value} and would like to know where the refund is.`;
    case 'email':
      return `the customer wrote again, please answer to email ${value} directly.`;
  }
}
