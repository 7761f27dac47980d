import type { Finding } from '../../model/finding.js';
import { describeJoin, describeVisitor } from './describe.js';
import { countOf, makeFinding, pointsOf } from './make-finding.js';
import { weighContext } from './novelty.js';
import { type AccountView, hasNewClient } from './session-view.js';

/** Whole folders taken by a client that the account did not use before. Only desktop programs are logged so. */
export function detectFolderSync(account: AccountView): readonly Finding[] {
  const points = pointsOf('folder-sync-by-new-client', account.tuning);
  return account.sessions.flatMap((view) => {
    const syncs = view.mail.filter((event) => event.kind === 'mail-sync');
    if (!view.isOwn || !hasNewClient(view)) return [];
    const folders = new Set(syncs.flatMap((event) => event.mail?.folders.map((folder) => folder.id) ?? []));
    return makeFinding({
      name: 'folder-sync-by-new-client',
      title: 'Whole folders synced by a new client',
      subject: account.subject,
      family: 'mail',
      points: weighContext(points, view.historyDays),
      text: `${countOf(folders.size, 'folder')} synced as a whole by ${describeVisitor(view)}, a client that is new for this account (${describeJoin(view)}).`,
      events: syncs,
      techniques: ['T1114.002'],
      sessions: [view.session.key],
    });
  });
}
