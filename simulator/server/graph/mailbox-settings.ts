import type { UserPurpose } from '@microsoft/microsoft-graph-types';
import { pick, shown } from '../../shapes/show.js';
import type { SimUser } from '../../tenant.js';
import type { Reply } from '../http/call.js';
import { readSelect } from '../odata/query-options.js';
import { objectReply, orRefuse } from './collection-reply.js';
import type { GraphContext, GraphRequest, GraphRoute } from './graph-route.js';
import { mailboxOf } from './mailbox-access.js';

/** A service's mailbox is an ordinary one. */
const PURPOSES: Readonly<Record<SimUser['mailboxKind'], UserPurpose>> = {
  user: 'user',
  service: 'user',
  shared: 'shared',
  none: 'others',
};
const SELECTABLE = new Set([
  'archiveFolder',
  'automaticRepliesSetting',
  'dateFormat',
  'delegateMeetingMessageDeliveryOptions',
  'language',
  'timeFormat',
  'timeZone',
  'userPurpose',
  'workingHours',
]);

function getSettings(context: GraphContext, request: GraphRequest): Reply {
  const { user } = mailboxOf(context, request);
  const select = orRefuse(request, () => readSelect(request.call.query.get('$select'), SELECTABLE));
  const settings = shown('mailboxSettings', {
    archiveFolder: '',
    timeZone: 'Pacific Standard Time',
    dateFormat: 'M/d/yyyy',
    timeFormat: 'h:mm tt',
    userPurpose: PURPOSES[user.mailboxKind],
  });
  return objectReply(context, request, `users('${user.id}')/mailboxSettings`, pick(settings, select));
}

export const MAILBOX_SETTINGS_ROUTES: readonly GraphRoute[] = [
  {
    method: 'GET',
    path: '/users/{user}/mailboxSettings',
    roles: ['MailboxSettings.Read', 'MailboxSettings.ReadWrite'],
    lane: 'mailbox',
    handle: getSettings,
  },
];
