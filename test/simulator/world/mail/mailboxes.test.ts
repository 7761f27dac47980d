import { describe, expect, it } from 'vitest';
import { sampleWorld } from '../worlds.js';

const world = sampleWorld();
const mailboxes = [...world.mailboxes.values()];
const messages = mailboxes.flatMap((mailbox) => mailbox.messages);

describe('the mailboxes', () => {
  it('belong to the users, each with its own', () => {
    const owners = world.users.filter(({ mailboxKind }) => mailboxKind !== 'none');
    expect([...world.mailboxes.keys()]).toEqual(owners.map(({ id }) => id));
    expect(new Set(world.users.map(({ userPrincipalName }) => userPrincipalName)).size).toBe(
      world.users.length,
    );
    expect(new Set(world.users.map(({ mailboxKind }) => mailboxKind))).toEqual(
      new Set(['user', 'shared', 'service', 'none']),
    );
  });

  it('keep each message in a folder of their own, arrived before the start', () => {
    for (const { folders, messages: own } of mailboxes) {
      const known = new Set(folders.map(({ id }) => id));
      expect(own.filter(({ folderId }) => !known.has(folderId))).toEqual([]);
      expect(own.filter(({ receivedAtMs }) => receivedAtMs >= world.startMs)).toEqual([]);
    }
  });

  it('have ids of their own, though a mail to many has one Message-ID', () => {
    expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length);
    expect(new Set(messages.map(({ internetMessageId }) => internetMessageId)).size).toBeLessThan(
      messages.length,
    );
  });

  it('hold text and HTML, and attachments of every kind', () => {
    expect(new Set(messages.map(({ bodyType }) => bodyType))).toEqual(new Set(['text', 'html']));
    const kinds = messages.flatMap(({ attachments }) =>
      attachments.map(({ name }) => name.split('.').at(-1)),
    );
    expect([...new Set(kinds)]).toEqual(expect.arrayContaining(['csv', 'xlsx', 'txt']));
    expect(kinds.some((kind) => kind === 'png' || kind === 'pdf')).toBe(true);
  });

  it('hold mail whose numbers only look like data', () => {
    const attacked = world.labels.attacked
      .filter(({ verdict }) => verdict === 'no')
      .map(({ userId }) => userId);
    const bodies = attacked.flatMap((id) => world.mailboxes.get(id)?.messages ?? []).map(({ body }) => body);
    expect(bodies.some((body) => /\b\d{9}\b/.test(body))).toBe(true);
  });

  it('have folders in other languages too', () => {
    const names = new Set(mailboxes.flatMap(({ folders }) => folders.map(({ displayName }) => displayName)));
    expect(names).toContain('Inbox');
    expect([...names].some((name) => /Bandeja|Boîte/.test(name))).toBe(true);
  });
});
