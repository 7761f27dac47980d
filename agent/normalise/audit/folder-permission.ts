import type { Fields } from '../fields/fields.js';
import { countRecipients } from './recipients.js';

/** Names that stand for everybody in the company, and for everybody at all. */
const EVERYONE = new Set([
  'default',
  'everyone',
  'anonymous',
  'standard',
  'par d\u00e9faut',
  'predeterminado',
]);

/** Rights that let read messages, as cmdlets and as mailbox records name them. */
const READING = [
  'fullaccess',
  'readany',
  'reviewer',
  'editor',
  'author',
  'owner',
  'readitems',
  'publishing',
  'contributor,',
];
const SENDING = ['sendas', 'sendonbehalf'];

/** Facts of a grant on a mailbox or one of its folders. Who got it is named only as inside, outside or everyone. */
export function permissionFacts(
  grantee: string | null,
  rights: readonly string[],
  domains: ReadonlySet<string>,
): Readonly<Record<string, string | number | boolean | null>> {
  const words = rights.join(',').toLowerCase().split(' ').join('');
  const name = grantee?.toLowerCase() ?? '';
  return {
    accessRights: rightNames(rights),
    grantsReading: READING.some((right) => words.includes(right)),
    grantsSending: SENDING.some((right) => words.includes(right)),
    grantsFullAccess: words.includes('fullaccess'),
    isSharedWithEveryone: EVERYONE.has(name),
    isSharedOutside: grantee !== null && countRecipients([grantee], domains).outside > 0,
  };
}

/** Rights are plain words; anything else in their place is not repeated. */
function rightNames(rights: readonly string[]): string | null {
  const names = rights
    .flatMap((right) => right.split(/[,;\s]/))
    .filter((name) => /^[A-Za-z]{2,40}$/.test(name));
  return names.length === 0 ? null : names.join(' ');
}

/** A grant on a folder as mailbox records write it: the member is in `Item.ParentFolder`. */
export function folderPermissionFacts(
  fields: Fields,
  domains: ReadonlySet<string>,
): Readonly<Record<string, string | number | boolean | null>> {
  const folder = fields.object('Item').object('ParentFolder');
  const rights = folder.text('MemberRights');
  return {
    ...permissionFacts(folder.text('MemberUpn'), rights === null ? [] : [rights], domains),
    folderId: folder.text('Id'),
  };
}
