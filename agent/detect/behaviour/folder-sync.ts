import type { Finding } from '../../model/finding.js';
import { settingsOf } from './declaration/settings-of.js';
import { describeJoin, describeVisitor } from './describe.js';
import { countOf, makeFinding } from './make-finding.js';
import { weighContext } from './novelty.js';
import { type AccountView, hasNewClient } from './session-view.js';

/** Whole folders taken by a client that the account did not use before. Only desktop programs are logged so. */
export function detectFolderSync(account: AccountView): readonly Finding[] {
  const { points } = settingsOf('folder-sync-by-new-client', account.tuning);
  return account.sessions.flatMap((view) => {
    const syncs = view.mail.filter((event) => event.kind === 'mail-sync');
    if (!view.isOwn || !hasNewClient(view)) return [];
    const folders = new Set(syncs.flatMap((event) => event.mail?.folders.map((folder) => folder.id) ?? []));
    return makeFinding({
      name: 'folder-sync-by-new-client',
      account,
      points: weighContext(points, view.historyDays, account.tuning),
      text: `${countOf(folders.size, 'folder')} synced as a whole by ${describeVisitor(view)}, a client that is new for this account (${describeJoin(view)}).`,
      events: syncs,
      sessions: [view.session.key],
    });
  });
}
