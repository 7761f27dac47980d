import { counted } from '../verb.js';
import type { Inventory, InventoryEntry } from './inventory-of.js';

const SHOWN_UNSEEN = 20;

/** The inventory as a person reads it. Those that nobody looked at are summed up by reason beyond the first twenty. */
export function inventoryText({ mailboxes, totals }: Inventory): string {
  const unseen = mailboxes.filter(({ state }) => state === 'not-looked-at');
  const seen = mailboxes.filter(({ state }) => state !== 'not-looked-at');
  const { yes = 0, no = 0, unknown = 0 } = totals.verdicts;
  return [
    `${counted(mailboxes.length, 'mailbox', 'mailboxes')}: customer data in ${yes}, none in ${no}, unknown in ${unknown}`,
    ...seen.map(lineOf),
    ...(unseen.length <= SHOWN_UNSEEN ? unseen.map(lineOf) : byReason(unseen)),
    '',
  ].join('\n');
}

function lineOf({
  mailbox,
  state,
  reason,
  verdict,
  messages,
  customers,
  classes,
  sample,
}: InventoryEntry): string {
  const name = mailbox.upn ?? mailbox.id ?? 'unknown';
  if (state === 'not-looked-at') return `  ${name}: not looked at: ${reason ?? ''}`;
  const parts = [
    `${name}: customer data: ${verdict}`,
    customers !== null &&
      `${counted(customers.sensitive, 'sensitive customer')}, ${customers.account} account`,
    `${messages.withData} of ${counted(messages.read, 'message')} read hold some`,
    messages.withUnread > 0 && `${messages.withUnread} could not be read whole`,
    sample !== null && `a sample of ${sample} a folder`,
    Object.keys(classes).length > 0 &&
      Object.entries(classes)
        .map(([name, count]) => `${name} ${count}`)
        .join(', '),
    reason,
  ].filter((part) => typeof part === 'string');
  return `  ${parts.join('; ')}`;
}

function byReason(entries: readonly InventoryEntry[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { reason } of entries) counts.set(reason ?? '', (counts.get(reason ?? '') ?? 0) + 1);
  return [...counts].map(
    ([reason, count]) => `  ${counted(count, 'mailbox', 'mailboxes')} not looked at: ${reason}`,
  );
}
