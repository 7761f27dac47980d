import {
  DIRECTORY_PARTS,
  type DirectoryPart,
  readDirectoryState,
} from '../../daemon/directory/directory-state.js';
import type { StoreReads } from '../../model/store.js';
import { type Check, failed, passed, unknown } from './check.js';

const RUN_FIRST = 'run the agent, then doctor again';
/** What is not known while a part cannot be read. */
const WITHOUT: Readonly<Record<DirectoryPart, string>> = {
  accounts: 'who is a guest, synced from the premises, licensed, or gone',
  roles: 'who holds an administrative role',
  'eligible-roles': 'who may take on an administrative role',
  mailboxes: 'which mailboxes are shared ones, rooms or equipment',
};

/** How far the stored directory is up to date, part by part. */
export async function checkDirectory(reads: StoreReads): Promise<readonly Check[]> {
  const { readAt, gaps } = await readDirectoryState(reads);
  return DIRECTORY_PARTS.map((part) => {
    const name = nameOf(part);
    const [seen, gap] = [readAt[part], gaps[part]];
    const last = seen === undefined ? 'never read' : `last read ${seen}`;
    if (gap === undefined) return seen === undefined ? unknown(name, last, RUN_FIRST) : passed(name, last);
    const detail = `${last}; not known: ${WITHOUT[part]}; ${gap.detail}`;
    if (gap.reason === 'permission')
      return failed(name, detail, 'grant the permission that the message names, with admin consent');
    const remedy =
      gap.reason === 'licence' ? 'know that nobody looks there' : 'it is tried again every 15 minutes';
    return unknown(name, detail, remedy);
  });
}

/** The same before there is a store. */
export function unseenDirectory(): readonly Check[] {
  return DIRECTORY_PARTS.map((part) => unknown(nameOf(part), 'never read', RUN_FIRST));
}

function nameOf(part: DirectoryPart): string {
  return `directory.${part}`;
}
