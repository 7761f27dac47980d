import type { Node } from 'yaml';
import type { DelegatePair, Travel } from '../../model/tuning.js';
import { readAccount } from './read-account.js';
import { readDay, readTerm, TERM_KEYS } from './read-term.js';
import type { TuningContext } from './tuning-draft.js';

/** Reads `travel`: journeys that were announced. Every one needs an owner, a reason and an end. */
export function readTravel(node: Node, context: TuningContext): void {
  const { reader, draft } = context;
  const journeys = reader.items(node, 'travel').flatMap((item) => readJourney(item, context));
  draft.travel = [...draft.travel, ...journeys];
}

function readJourney(item: Node, context: TuningContext): readonly Travel[] {
  const { reader } = context;
  const pairs = reader.pairs(item, 'a journey', ['account', 'countries', 'from', ...TERM_KEYS]);
  const account = readAccount(pairs.get('account') ?? item, 'account', reader);
  const expected = 'a country by its two letters, such as JP';
  const countries = reader
    .items(pairs.get('countries') ?? item, 'countries')
    .flatMap((one) => reader.text(one, 'a country', expected, isCountry)?.toUpperCase() ?? []);
  const startsAt = readDay(pairs.get('from') ?? item, 'from', reader);
  const term = readTerm(item, pairs, context, true);
  if (account === null || countries.length === 0 || startsAt === null || term === null) return [];
  if (startsAt < term.endsAt) return [{ account, countries, startsAt, endsAt: term.endsAt }];
  reader.fail(pairs.get('from'), 'from must not be after until');
  return [];
}

function isCountry(text: string): boolean {
  return /^[A-Za-z]{2}$/.test(text);
}

/** Reads `delegates`: who may read whose mailbox. */
export function readDelegates(node: Node, context: TuningContext): void {
  const { reader, draft } = context;
  const added = reader.items(node, 'delegates').flatMap((item): readonly DelegatePair[] => {
    const pairs = reader.pairs(item, 'a pair of mailbox and delegate', ['mailbox', 'delegate', ...TERM_KEYS]);
    const mailbox = readAccount(pairs.get('mailbox') ?? item, 'mailbox', reader);
    const delegate = readAccount(pairs.get('delegate') ?? item, 'delegate', reader);
    const term = readTerm(item, pairs, context);
    return mailbox === null || delegate === null ? [] : [{ mailbox, delegate, endsAt: term?.endsAt ?? null }];
  });
  draft.delegates = [...draft.delegates, ...added];
}
