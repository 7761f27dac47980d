import type { AttackedMailbox, LabelledCustomer, Labels } from '../../tenant.js';
import { type Customer, type Field, SENSITIVE_FIELDS } from '../mail/customer.js';
import type { LookAlike } from './look-alike.js';
import type { Outcome } from './outcome.js';

/** The truth about a story, apart from its logs. Times are ISO 8601 UTC. */
export function labelStory(
  seed: number,
  startMs: number,
  outcomes: readonly Outcome[],
  lookAlikes: readonly LookAlike[],
): Labels {
  const everybody = customersOf(outcomes);
  return {
    seed,
    startedAt: new Date(startMs).toISOString(),
    attacked: outcomes.map(labelMailbox),
    lookAlikes: lookAlikes.map(({ mailbox, kind, why }) => ({ mailbox, kind, why })),
    customersByGroup: {
      account: everybody.filter(({ group }) => group === 'account').length,
      sensitive: everybody.filter(({ group }) => group === 'sensitive').length,
    },
  };
}

function labelMailbox(outcome: Outcome): AttackedMailbox {
  const customers = customersOf([outcome]);
  return {
    mailbox: outcome.owner.upn,
    userId: outcome.owner.userId,
    technique: outcome.technique,
    firstEvent: new Date(outcome.firstMs).toISOString(),
    live: outcome.isLive,
    sessions: outcome.sessions,
    reached: outcome.reached.map(({ message, proof }) => ({
      message: message.message.internetMessageId,
      proof,
    })),
    verdict: customers.length > 0 ? 'yes' : 'no',
    customers,
  };
}

/** Each customer once, with what the reached messages together tell of them. */
function customersOf(outcomes: readonly Outcome[]): readonly LabelledCustomer[] {
  const told = new Map<Customer, Set<Field>>();
  for (const { message } of outcomes.flatMap(({ reached }) => reached)) {
    for (const { customer, fields } of message.mentions) {
      const known = told.get(customer) ?? new Set();
      for (const field of fields) known.add(field);
      told.set(customer, known);
    }
  }
  return [...told].map(([customer, fields]) => labelCustomer(customer, fields));
}

function labelCustomer(customer: Customer, fields: ReadonlySet<Field>): LabelledCustomer {
  return {
    accountNumber: fields.has('accountNumber') ? customer.accountNumber : null,
    email: fields.has('email') ? customer.email : null,
    phone: fields.has('phone') ? customer.phone : null,
    ssn: fields.has('ssn') ? customer.ssn : null,
    group: [...fields].some((field) => SENSITIVE_FIELDS.has(field)) ? 'sensitive' : 'account',
  };
}
