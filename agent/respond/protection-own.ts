import { OutsideError } from '../model/errors.js';
import type { OwnIdentities } from '../model/own-identities.js';
import type { Directory, Log } from '../model/ports.js';

/**
 * Who may give any application new credentials, and so act as the agent, or give themselves a role that may ("Microsoft Entra built-in
 * roles").
 */
const ADMINISTRATORS = [
  'Global Administrator',
  'Privileged Role Administrator',
  'Application Administrator',
  'Cloud Application Administrator',
];

interface OwnDeps {
  readonly directory: Directory;
  readonly log: Log;
  /** Takes the reason for each id; the protected list's own words come later and stand. */
  readonly reasonBy: Map<string, string>;
}

/**
 * Protects the agent's own service principals, their owners, and those who administer applications: an intruder who has one of them
 * could turn the agent off by having it contain its keepers. What cannot be read is named and holds nobody back.
 */
export async function protectOwn(
  own: { readonly identities: OwnIdentities; readonly clientIds: readonly string[] },
  { directory, log, reasonBy }: OwnDeps,
  signal: AbortSignal,
): Promise<{ readonly unknown: readonly string[] }> {
  const unknown: string[] = [];
  const protect = async (what: string, find: () => Promise<readonly string[]>, because: string) => {
    try {
      for (const id of await find()) reasonBy.set(id.toLowerCase(), because);
    } catch (cause) {
      if (!(cause instanceof OutsideError) || cause.kind === 'aborted') throw cause;
      unknown.push(what);
      log.warn({ what, reason: cause.message }, 'who keeps the agent itself could not be read');
    }
  };
  for (const clientId of new Set(own.clientIds)) {
    reasonBy.set(clientId.toLowerCase(), KEEPER);
    const what = `the holders of the application ${clientId}`;
    await protect(what, () => own.identities.holdersOf(clientId, signal), KEEPER);
  }
  for (const role of ADMINISTRATORS) {
    const because = `protected: its role "${role}" administers the agent's own applications`;
    await protect(`the role "${role}"`, () => directory.roleMembers(role, signal), because);
  }
  return { unknown };
}

const KEEPER = "protected: it is one of the agent's own identities, or owns one";
