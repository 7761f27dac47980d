import { OutsideError } from '../../model/errors.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../model/json.js';
import type { MailboxWalk, MailFolder, MessageContent } from '../../model/ports.js';
import { SECOND_MS, shift } from '../../model/time.js';
import type { Graph } from './graph.js';
import { callsInto, type MailboxCall } from './mailbox-call.js';
import { CONTENT_FIELDS, toContent, toHeader } from './message-header.js';

/** Deeper ones are nobody's work, and a circle would have no end. */
const DEEPEST = 30;
/** A page that the provider fails to serve is asked for in a smaller size; many tries at the same one help nobody. */
const PAGE_TRIES = 3;

/**
 * Goes through a mailbox folder by folder. What was deleted for good, what lies under a hold and the online archive are out of
 * reach of `/messages` ("mailFolder resource type"). Reading a body is logged by the provider under the examiner's app.
 */
export function graphMailboxWalk(graph: Graph): MailboxWalk {
  return {
    async folders(mailbox, signal) {
      const plain = callsInto(mailbox, signal);
      const call: MailboxCall = (...of) => ({ ...plain(...of), priority: 'low' });
      const inbox = await idOf(graph, call, 'inbox');
      const recoverable = await idOf(graph, call, 'recoverableitemsdeletions');
      const found = await foldersWithin(graph, call, ['mailFolders'], DEEPEST);
      const others = found.filter((id) => id !== inbox && id !== recoverable);
      return [
        ...named(inbox, 'inbox'),
        ...others.map((id): MailFolder => ({ id, kind: 'other' })),
        ...named(recoverable, 'recoverable'),
      ];
    },

    async *pages(mailbox, folder, { before, pageSize }, signal) {
      const call = callsInto(mailbox, signal);
      // Each property of the order must stand in the filter too, first and in the same order ("List messages").
      const query = {
        $select: CONTENT_FIELDS,
        $top: String(pageSize),
        $orderby: 'receivedDateTime desc',
        ...(before === null ? {} : { $filter: `receivedDateTime lt ${shift(before, SECOND_MS)}` }),
      };
      const page = call('graph:GET folder contents', ['mailFolders', folder, 'messages'], query);
      const tries = { maxAttempts: PAGE_TRIES };
      for await (const values of graph.pages({ ...page, priority: 'low', limits: tries }))
        yield values.flatMap(contentOf);
    },
  };
}

function contentOf(value: JsonValue): readonly MessageContent[] {
  const header = isJsonObject(value) ? toHeader(value) : null;
  return header === null || !isJsonObject(value) ? [] : [toContent(header, value)];
}

function named(id: string | null, kind: MailFolder['kind']): readonly MailFolder[] {
  return id === null ? [] : [{ id, kind }];
}

/** Null for a mailbox without this folder. One that is closed as a whole says so at the listing. */
async function idOf(graph: Graph, call: MailboxCall, name: string): Promise<string | null> {
  try {
    const { id } = await graph.object(
      call('graph:GET mail folder', ['mailFolders', name], { $select: 'id' }),
    );
    return typeof id === 'string' ? id : null;
  } catch (error) {
    if (error instanceof OutsideError && error.kind === 'not-found') return null;
    throw error;
  }
}

/** Ids from the top down. Search folders hold nothing of their own: they show what lies elsewhere ("mailSearchFolder resource type"). */
async function foldersWithin(
  graph: Graph,
  call: MailboxCall,
  path: readonly string[],
  deepest: number,
): Promise<readonly string[]> {
  const query = { includeHiddenFolders: 'true', $select: 'id,childFolderCount', $top: '250' };
  const folders: JsonObject[] = [];
  for await (const values of graph.pages(call('graph:GET mail folders', path, query)))
    folders.push(...values.filter(isJsonObject));
  const ids: string[] = [];
  for (const { id, childFolderCount, '@odata.type': type } of folders) {
    if (typeof id !== 'string' || type === '#microsoft.graph.mailSearchFolder') continue;
    ids.push(id);
    if (childFolderCount === 0 || deepest === 0) continue;
    ids.push(...(await foldersWithin(graph, call, ['mailFolders', id, 'childFolders'], deepest - 1)));
  }
  return ids;
}
