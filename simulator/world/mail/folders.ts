import type { SimFolder } from '../../tenant.js';
import { folderId } from '../chance/ids.js';
import type { Random } from '../chance/random.js';

export type Language = 'en' | 'es' | 'fr';

/** A folder with the path that the mailbox audit writes. */
export interface WorldFolder {
  readonly folder: SimFolder;
  readonly path: string;
}

const WELL_KNOWN = ['inbox', 'sentitems', 'drafts', 'deleteditems', 'junkemail', 'archive'] as const;

const NAMES: Readonly<Record<Language, readonly string[]>> = {
  en: ['Inbox', 'Sent Items', 'Drafts', 'Deleted Items', 'Junk Email', 'Archive'],
  es: [
    'Bandeja de entrada',
    'Elementos enviados',
    'Borradores',
    'Elementos eliminados',
    'Correo no deseado',
    'Archivo',
  ],
  fr: [
    'Boîte de réception',
    'Éléments envoyés',
    'Brouillons',
    'Éléments supprimés',
    'Courrier indésirable',
    'Archive',
  ],
};

/** The folders of a mailbox: the usual six in its language, and some of the owner's own below the inbox. */
export function createFolders(
  random: Random,
  language: Language,
  own: readonly string[],
): readonly WorldFolder[] {
  const names = NAMES[language];
  const usual = WELL_KNOWN.map((wellKnownName, index) => {
    const displayName = names[index] ?? wellKnownName;
    return {
      folder: { id: folderId(random), displayName, parentFolderId: null, wellKnownName },
      path: `\\${displayName}`,
    };
  });
  const inbox = usual[0];
  if (inbox === undefined) throw new RangeError('createFolders: no inbox');
  const below = own.map((displayName) => ({
    folder: { id: folderId(random), displayName, parentFolderId: inbox.folder.id, wellKnownName: null },
    path: `${inbox.path}\\${displayName}`,
  }));
  return [...usual, ...below];
}
