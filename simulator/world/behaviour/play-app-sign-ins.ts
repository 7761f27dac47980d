import { MAIL_BACKUP, REPORT_MAILER, TICKET_SYNC } from '../data/apps.js';
import { logAppSignIn } from '../logging/log-app-sign-in.js';
import { addressOf } from '../network/network.js';
import type { Stage } from '../stage.js';

/** UTC minutes after midnight at which each asks for a token. */
const BACKUP_MINUTES = [419];
const TICKET_MINUTES = [29, 269, 509, 749, 989, 1229];
const REPORT_MINUTES = [369];

/** Applications in their own name: with a secret, from where they are hosted, or as a resource with a managed identity. */
export function playAppSignIns(stage: Stage): void {
  const [hosting] = stage.networks.hosting.slice(-1);
  if (hosting === undefined) return;
  const network = { ...hosting, v6Share: 0 };
  const apps = [
    { app: MAIL_BACKUP, minutes: BACKUP_MINUTES, isManaged: false },
    { app: TICKET_SYNC, minutes: TICKET_MINUTES, isManaged: false },
    { app: REPORT_MAILER, minutes: REPORT_MINUTES, isManaged: true },
  ];
  for (const day of stage.calendar.dayNumbers) {
    for (const { app, minutes, isManaged } of apps) {
      for (const minute of minutes) {
        const random = stage.random.fork(`app-sign-in/${app.id}/${day}/${minute}`);
        const atMs = stage.calendar.at(day, minute, random.int(0, 59));
        logAppSignIn(stage, random, {
          app,
          network,
          address: addressOf(network, random, day),
          atMs,
          isManaged,
        });
      }
    }
  }
}
