import type { AccessEvent } from './access-event.js';

/** Whether from this act on a mailbox passes mail to somebody outside, by itself or by a rule in it. */
export function startsForwarding({ kind, facts }: AccessEvent): boolean {
  const isOn = kind === 'mailbox-forwarding' || (kind === 'inbox-rule' && !isOff(facts));
  return isOn && facts.forwardsOutside === true;
}

/** Whether this act ends such a forwarding: of the mailbox itself, or the rule's removal. */
export function endsForwarding({ kind, facts }: AccessEvent): boolean {
  if (kind === 'mailbox-forwarding') return facts.change === 'removed' || facts.forwardsOutside === false;
  return kind === 'inbox-rule' && isOff(facts);
}

function isOff(facts: AccessEvent['facts']): boolean {
  return facts.ruleAct === 'remove' || facts.ruleAct === 'disable';
}
