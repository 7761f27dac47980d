import type { Incident } from '../model/incident.js';
import { type ActorTie, type ActorTrait, actorTraits } from '../model/incident-actor.js';
import { isCrowded, networkClassOf } from '../model/network-class.js';
import { type Instant, laterOf, toMs } from '../model/time.js';
import type { Tuning } from '../model/tuning.js';
import { APART_MS } from './cluster-groups.js';
import { createLinks, type Links } from './links.js';

/** Incidents of several mailboxes that show one actor. */
export interface ActorGroup {
  /** In the order in which the mailboxes were entered; at least two mailboxes. */
  readonly members: readonly Incident[];
  /** Those of most mailboxes first. */
  readonly ties: readonly ActorTie[];
  /** What the group is known by, whoever of it came first: a trait and the fortnight in which it was first used here. */
  readonly anchor: string;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
}

/** The traits of an incident that can name one actor: no network of a crowd, no application that may read mail. */
export function telltaleTraits(incident: Incident, tuning: Tuning): readonly ActorTrait[] {
  const classOf = networkClassOf(tuning);
  const approved = new Set(tuning.applications.map((id) => id.toLowerCase()));
  return actorTraits(incident).filter(({ kind, text, network }) => {
    if (kind === 'application') return !approved.has(text.toLowerCase());
    return network === null || !isCrowded(classOf(network.address, network.asn));
  });
}

/** Puts incidents together that share a trait at about one time, directly or through others. Order does not matter. */
export function linkActors(incidents: readonly Incident[], tuning: Tuning): readonly ActorGroup[] {
  const links = createLinks();
  const shared = sharedTraits(incidents, tuning, links);
  const members = new Map<string, Incident[]>();
  for (const incident of [...incidents].sort(byEntry)) {
    const root = links.rootOf(incident.id);
    const group = members.get(root);
    if (group === undefined) members.set(root, [incident]);
    else group.push(incident);
  }
  return [...members.values()].flatMap((group) => {
    if (new Set(group.map(({ subject }) => subject)).size < 2) return [];
    const ties = tiesOf(group, shared);
    const anchor = anchorOf(ties);
    return [
      { members: group, ties: ties.map(toTie), anchor, firstAt: firstOf(group), lastAt: lastOf(group) },
    ];
  });
}

interface Bearer {
  readonly incident: Incident;
  readonly trait: ActorTrait;
}

/** Who bears a trait at the same time as another does. Addresses are let to others: two weeks later it may be anybody. */
function sharedTraits(incidents: readonly Incident[], tuning: Tuning, links: Links): readonly Bearer[] {
  const bearers = new Map<string, Bearer[]>();
  for (const incident of incidents) {
    for (const trait of telltaleTraits(incident, tuning)) {
      const known = bearers.get(trait.key);
      if (known === undefined) bearers.set(trait.key, [{ incident, trait }]);
      else known.push({ incident, trait });
    }
  }
  return [...bearers.values()].flatMap((all) => (all.length < 2 ? [] : joinByTime(all, links)));
}

function joinByTime(bearers: readonly Bearer[], links: Links): readonly Bearer[] {
  const joined = new Set<Bearer>();
  let last: { readonly bearer: Bearer; readonly until: Instant } | undefined;
  for (const bearer of [...bearers].sort(byFirst)) {
    if (last !== undefined && toMs(bearer.trait.firstAt) - toMs(last.until) <= APART_MS) {
      links.join(last.bearer.incident.id, bearer.incident.id);
      joined.add(last.bearer).add(bearer);
    }
    last = { bearer, until: laterOf(last?.until ?? '', bearer.trait.lastAt) };
  }
  return [...joined];
}

interface SharedTrait {
  /** As of its first use. */
  readonly trait: ActorTrait;
  readonly subjects: ReadonlySet<string>;
}

function tiesOf(group: readonly Incident[], shared: readonly Bearer[]): readonly SharedTrait[] {
  const ids = new Set(group.map(({ id }) => id));
  const ties = new Map<string, { readonly trait: ActorTrait; readonly subjects: Set<string> }>();
  for (const { incident, trait } of shared) {
    if (!ids.has(incident.id)) continue;
    const known = ties.get(trait.key);
    const subjects = (known?.subjects ?? new Set<string>()).add(incident.subject);
    const isFirst = known === undefined || trait.firstAt < known.trait.firstAt;
    ties.set(trait.key, { trait: isFirst ? trait : known.trait, subjects });
  }
  return [...ties.values()]
    .filter(({ subjects }) => subjects.size > 1)
    .sort((a, b) => b.subjects.size - a.subjects.size || (a.trait.key < b.trait.key ? -1 : 1));
}

function toTie({ trait, subjects }: SharedTrait): ActorTie {
  return { kind: trait.kind, text: trait.text, mailboxes: subjects.size };
}

/**
 * The first of the traits by key: members and the times of their incidents grow while records come in, a trait does not. Groups
 * that have one trait and stand apart are apart by more than that time, and so never in one fortnight.
 */
function anchorOf(ties: readonly SharedTrait[]): string {
  const [first] = ties.map(({ trait }) => trait).sort((a, b) => (a.key < b.key ? -1 : 1));
  return first === undefined ? '' : `${first.key}|${Math.floor(toMs(first.firstAt) / APART_MS)}`;
}

function firstOf(group: readonly Incident[]): Instant {
  return group[0]?.firstEvent ?? '';
}

function lastOf(group: readonly Incident[]): Instant {
  return group.map(({ lastEvent }) => lastEvent).reduce(laterOf, '');
}

/** By nothing that depends on which incident was announced first. */
function byEntry(left: Incident, right: Incident): number {
  if (left.firstEvent !== right.firstEvent) return left.firstEvent < right.firstEvent ? -1 : 1;
  return left.subject < right.subject ? -1 : left.subject > right.subject ? 1 : 0;
}

function byFirst(left: Bearer, right: Bearer): number {
  if (left.trait.firstAt !== right.trait.firstAt) return left.trait.firstAt < right.trait.firstAt ? -1 : 1;
  return byEntry(left.incident, right.incident);
}
