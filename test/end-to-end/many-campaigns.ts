import { createHash } from 'node:crypto';
import type { AttackedMailbox, LoggedRecord, SimMailbox, SimUser, SimWorld } from '../../simulator/tenant.js';

const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const TOKEN_KEYS = ['uniqueTokenIdentifier', 'UniqueTokenId'];

/** One attacked account, as it is told to be another. */
interface Pattern {
  readonly attacked: AttackedMailbox;
  readonly user: SimUser;
  readonly rows: readonly LoggedRecord[];
  /** Ids that no other account's rows hold: of the account, its records, sessions and tokens. */
  readonly own: ReadonlySet<string>;
  /** Addresses that only the intruder used. */
  readonly hideouts: ReadonlySet<string>;
}

/**
 * The same tenant in which `count` further accounts are attacked at the same time, each by an intruder of its own: as those of the story
 * are, in turn by these techniques, from an address and in sessions that no other account has seen.
 */
export function withCampaigns(world: SimWorld, count: number, techniques: readonly string[]): SimWorld {
  const patterns = world.labels.attacked
    .filter(({ technique }) => techniques.includes(technique))
    .map((attacked) => patternOf(world, attacked));
  const users: SimUser[] = [];
  const mailboxes = new Map<string, SimMailbox>();
  const logs: LoggedRecord[] = [];
  for (let n = 0; n < count; n += 1) {
    const pattern = patterns[n % patterns.length];
    if (pattern === undefined) throw new Error('nobody is attacked in this world');
    const rewrite = rewriterFor(pattern, n);
    const user = rewrite(pattern.user);
    users.push(user);
    mailboxes.set(user.id, { userId: user.id, folders: [], messages: [], rules: [] });
    logs.push(...pattern.rows.map((row) => rewrite(row)));
  }
  return {
    ...world,
    users: [...world.users, ...users],
    mailboxes: new Map([...world.mailboxes, ...mailboxes]),
    logs: [...world.logs, ...logs].toSorted((a, b) => a.availableAtMs - b.availableAtMs),
  };
}

/** Names of the accounts that `withCampaigns` added. */
export function addedAccounts(before: SimWorld, after: SimWorld): readonly SimUser[] {
  return after.users.slice(before.users.length);
}

function patternOf(world: SimWorld, attacked: AttackedMailbox): Pattern {
  const user = world.users.find(({ id }) => id === attacked.userId);
  if (user === undefined) throw new Error(`no account of ${attacked.mailbox}`);
  const texts = world.logs.map((row) => ({ row, text: JSON.stringify(row) }));
  const isOwn = (text: string) => text.includes(attacked.mailbox) || text.includes(attacked.userId);
  const strange = new Set(
    texts.filter(({ text }) => !isOwn(text)).flatMap(({ text }) => text.match(GUID) ?? []),
  );
  const mine = texts.filter(({ text }) => isOwn(text));
  const own = mine.flatMap(({ text }) => text.match(GUID) ?? []).filter((id) => !strange.has(id));
  const isTheirs = (text: string) => attacked.sessions.some((session) => text.includes(session));
  const addresses = (rows: typeof mine) => rows.flatMap(({ row }) => addressOf(row) ?? []);
  const ofOwner = new Set(addresses(mine.filter(({ text }) => !isTheirs(text))));
  const hideouts = addresses(mine.filter(({ text }) => isTheirs(text))).filter((one) => !ofOwner.has(one));
  return { attacked, user, rows: mine.map(({ row }) => row), own: new Set(own), hideouts: new Set(hideouts) };
}

function addressOf({ record }: LoggedRecord): string | null {
  const address = record.ipAddress ?? record.ClientIPAddress ?? record.ClientIP;
  return typeof address === 'string' ? address : null;
}

function rewriterFor({ user, own, hideouts }: Pattern, n: number): <T>(value: T) => T {
  const [name = '', domain = ''] = user.userPrincipalName.split('@');
  const address = `198.${18 + (n >> 8)}.${n & 255}.9`;
  return <T>(value: T): T => {
    let text = JSON.stringify(value)
      .replaceAll(`${name}@${domain}`, `${name}.${n}@${domain}`)
      .replaceAll(GUID, (id) => (own.has(id) ? otherId(id, n) : id));
    for (const hideout of hideouts) text = text.replaceAll(`"${hideout}"`, `"${address}"`);
    for (const key of TOKEN_KEYS) text = text.replaceAll(`"${key}":"`, `"${key}":"${n}-`);
    return JSON.parse(text) as T;
  };
}

function otherId(id: string, n: number): string {
  const hash = createHash('sha256').update(`${id}/${n}`).digest('hex');
  return `${id.slice(0, 24)}${hash.slice(0, 12)}`;
}
