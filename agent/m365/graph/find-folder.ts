import { isJsonObject, type JsonValue } from '../../model/json.js';
import type { Graph } from './graph.js';
import type { MailboxCall } from './mailbox-call.js';

/**
 * The id that Graph knows a folder by, found by its path as the mailbox audit writes it (`\Inbox\Projects`, in the
 * mailbox's language): the audit's own folder ids are the store's, and Graph need not take them. Null when there is none.
 */
export async function findFolder(graph: Graph, call: MailboxCall, path: string): Promise<string | null> {
  const names = path.split('\\').filter((name) => name !== '');
  let id: string | null = null;
  for (const name of names) {
    const within: readonly string[] = id === null ? ['mailFolders'] : ['mailFolders', id, 'childFolders'];
    id = await folderNamed(graph, call, within, name);
    if (id === null) return null;
  }
  return id;
}

async function folderNamed(
  graph: Graph,
  call: MailboxCall,
  within: readonly string[],
  name: string,
): Promise<string | null> {
  const query = { includeHiddenFolders: 'true', $select: 'id,displayName', $top: '250' };
  for await (const values of graph.pages(call('graph:GET mail folders', within, query))) {
    const found = values.flatMap((value) => idOf(value, name));
    if (found[0] !== undefined) return found[0];
  }
  return null;
}

function idOf(value: JsonValue, name: string): readonly string[] {
  if (!isJsonObject(value)) return [];
  const { id, displayName } = value;
  const isNamed = typeof displayName === 'string' && displayName.toLowerCase() === name.toLowerCase();
  return isNamed && typeof id === 'string' ? [id] : [];
}
