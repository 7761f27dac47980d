import type { DocumentText } from '../model/document-text.js';
import type { DocumentReader } from '../model/ports.js';
import { DocumentChild, type DocumentChildOptions, type DocumentRequest } from './document-child.js';

export interface DocumentProcessOptions extends DocumentChildOptions {
  /** Processes at most; each reads one document at a time. */
  readonly processes: number;
}

export interface DocumentProcess extends DocumentReader {
  /** Ends the processes; documents under way or waiting are answered as unread. */
  close(): Promise<void>;
}

/** What the documents of a mailbox may take. */
export const DOCUMENT_PROCESS_LIMITS = { processes: 2, timeoutMs: 60_000, memoryMb: 512 } as const;

interface Task {
  readonly request: DocumentRequest;
  readonly answer: (text: DocumentText) => void;
}

/**
 * Reads documents in processes of their own, which are started when needed, and killed and replaced when a document takes
 * too much time or memory: the answer is then a reason. A hostile file costs its own reading, never the agent.
 */
export function openDocumentProcess(options: DocumentProcessOptions): DocumentProcess {
  const idle: DocumentChild[] = [];
  const busy = new Set<DocumentChild>();
  const waiting: Task[] = [];
  let isClosed = false;

  async function run(child: DocumentChild, { request, answer }: Task): Promise<void> {
    busy.add(child);
    const text = await child.read(request);
    busy.delete(child);
    if (!child.isSpent && !isClosed) idle.push(child);
    answer(text);
    startNext();
  }

  function startNext(): void {
    if (busy.size >= options.processes) return;
    const task = waiting.shift();
    if (task === undefined) return;
    const child = takeLiving(idle) ?? new DocumentChild(options);
    void run(child, task);
  }

  return {
    read: (bytes, name, contentType) =>
      new Promise((answer) => {
        if (isClosed) answer(ENDED);
        else waiting.push({ request: { bytes, name, contentType }, answer });
        startNext();
      }),
    async close() {
      isClosed = true;
      for (const { answer } of waiting.splice(0)) answer(ENDED);
      await Promise.all([...idle.splice(0), ...busy].map((child) => child.stop()));
    },
  };
}

const ENDED: DocumentText = { passages: [], reasons: ['reading was ended'] };

/** An idle process may have died in the meantime. */
function takeLiving(idle: DocumentChild[]): DocumentChild | undefined {
  let child = idle.pop();
  while (child?.isSpent) child = idle.pop();
  return child;
}

/** The other end: answers one request after the other until the agent is gone. */
export function answerRequests(reader: DocumentReader): void {
  process.on('message', ({ bytes, name, contentType }: DocumentRequest) => {
    void reader.read(bytes, name, contentType).then((text) => process.send?.(text));
  });
  process.once('disconnect', () => process.exit(0));
}
