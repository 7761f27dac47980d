import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AuditRecord } from '../../simulator/shapes/newer-shapes.js';
import { type Body, shown } from '../../simulator/shapes/show.js';

const SIMULATOR = join(import.meta.dirname, '../../simulator');

// Held by the type check: each of these lines fails it when its made-up field compiles.
shown('user', {
  id: 'a',
  // @ts-expect-error: a user has no such property.
  isSuspected: true,
});
shown('signIn', {
  id: 'a',
  // @ts-expect-error: a sign-in has no such property.
  sessionIdentifier: 'b',
});
shown('riskDetection', {
  // @ts-expect-error: no such risk level is published.
  riskLevel: 'enormous',
});
const record: AuditRecord = {
  Id: 'a',
  // @ts-expect-error: no record of the feed has such a field.
  MailboxOwnerName: 'b',
};
const body: Body<{ isEnabled?: boolean }> = { isEnabled: false };
// @ts-expect-error: the type of the body has no such property.
const made = body.isVisible;

describe('what the simulated tenant sends', () => {
  it('holds no field that no page of Microsoft has (held by the type check of this file)', () => {
    expect([record.Id, made]).toEqual(['a', undefined]);
  });

  it('of Graph goes through the typed replies: whatever else answers is an envelope, an error or a batch', () => {
    const folder = join(SIMULATOR, 'server/graph');
    const bare = readdirSync(folder).filter((name) =>
      readFileSync(join(folder, name), 'utf8').includes('jsonReply('),
    );
    expect(bare.sort()).toEqual([
      'account-acts.ts',
      'batch.ts',
      'collection-reply.ts',
      'graph-error.ts',
      'group-members.ts',
      'role-eligibility.ts',
      'user-delta.ts',
    ]);
  });

  it('has its shapes without a published type in one file, each with the page that describes it', () => {
    const text = readFileSync(join(SIMULATOR, 'shapes/newer-shapes.ts'), 'utf8');
    const declarations = [...text.matchAll(/^(?:export )?interface (\w+)/gm)];
    expect(declarations.length).toBeGreaterThan(10);
    for (const { index, 1: name } of declarations) {
      const before = text.slice(0, index).trimEnd();
      expect(before.endsWith('*/'), `${name} has a sentence`).toBe(true);
      expect(before.slice(before.lastIndexOf('/**')), `${name} names its source`).toMatch(/"[^"]{8,}"/);
    }
  });
});
