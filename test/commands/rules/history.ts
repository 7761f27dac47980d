import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { requireRules } from '../../../agent/commands/load-rules.js';
import { toRawRecord } from '../../../agent/m365/exports/read-export.js';
import type { JsonObject } from '../../../agent/model/json.js';
import { decideBatch } from '../../../agent/pipeline.js';
import { openBoundary } from '../../../agent/runtime/boundary.js';
import { openStore } from '../../../agent/store/open-store.js';
import { settingsWith } from '../../daemon/settings.js';

/** A folder that goes with the test; names lead to texts. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'mailwarden-rules-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** A sign-in of an account by device code, at an hour of 2 March 2026. */
export function signIn(user: string, hour: number, more: JsonObject = {}): JsonObject {
  const id = `00000000-0000-4000-8000-${user.length.toString().padStart(6, '0')}${hour.toString().padStart(6, '0')}`;
  return {
    id,
    createdDateTime: `2026-03-02T${hour.toString().padStart(2, '0')}:00:00Z`,
    userPrincipalName: `${user}@contoso.com`,
    authenticationProtocol: 'deviceCode',
    ipAddress: '198.51.100.7',
    status: { errorCode: 0 },
    ...more,
  };
}

export interface History {
  readonly folder: string;
  readonly config: string;
  readonly env: NodeJS.ProcessEnv;
}

/** What an agent with these rules has in its store after it read these records. */
export async function historyOf(
  rules: Readonly<Record<string, string>>,
  records: readonly JsonObject[],
): Promise<History> {
  const folder = folderWith({ 'rules/.keep': '' });
  for (const [name, text] of Object.entries(rules)) writeFileSync(join(folder, 'rules', name), text);
  const config = join(folder, 'config.json');
  writeFileSync(
    config,
    JSON.stringify({
      tenant: { id: '11111111-2222-3333-4444-555555555555', domains: ['contoso.com'] },
      identities: {
        reader: { clientId: 'aaaaaaaa-0000-4000-8000-000000000001', clientSecret: { env: 'SECRET' } },
      },
      store: { file: 'mailwarden.db' },
      rules: { directories: ['rules'] },
    }),
  );
  const content = requireRules([join(folder, 'rules')]);
  const settings = settingsWith({ rules: content.rules, tuning: content.tuning });
  const store = await openStore({ file: join(folder, 'mailwarden.db'), key: null, boundary: openBoundary });
  const batch = {
    source: 'signIns',
    records: records.flatMap((body) => toRawRecord(body, 'signIns') ?? []),
    rejected: [],
    isCatchUp: false,
    coverage: [],
    cursor: null,
  };
  await store.write('test', (tx) => decideBatch(batch, tx, settings, '2026-03-03T00:00:00.000Z'));
  await store.close();
  return { folder, config, env: { SECRET: 'reader-secret-value' } };
}
