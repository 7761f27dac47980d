import { burn, type Entry } from '@kenjiuno/msgreader/lib/Burner.js';

/** A folder or a stream of a compound file. */
interface Node {
  readonly name: string;
  readonly content: Uint8Array | readonly Node[];
}

export interface OutlookMessage {
  readonly subject: string;
  readonly body?: string;
  readonly html?: string;
  /** Compressed. */
  readonly rtf?: Uint8Array;
  readonly files?: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly attached?: OutlookMessage;
}

const [DIRECTORY, STREAM, ROOT] = [1, 2, 5] as const;

/** A .msg file as [MS-OXMSG] lays it out. */
export function makeOutlookMessage(message: OutlookMessage): Uint8Array {
  const entries: { -readonly [K in keyof Entry]: Entry[K] }[] = [];
  const add = (name: string, content: Node['content'], type: number): number => {
    const index = entries.length;
    const isStream = content instanceof Uint8Array;
    const entry = { name, type, length: isStream ? content.length : 0 } as (typeof entries)[number];
    entries.push(entry);
    // The burner takes the whole memory below an array, which small buffers share.
    if (isStream) entry.binaryProvider = () => Uint8Array.from(content);
    else entry.children = content.map((node) => add(node.name, node.content, typeOf(node)));
    return index;
  };
  add('Root Entry', nodesOf(message, 32), ROOT);
  return burn(entries);
}

function typeOf({ content }: Node): number {
  return content instanceof Uint8Array ? STREAM : DIRECTORY;
}

function nodesOf(
  { subject, body, html, rtf, files = [], attached }: OutlookMessage,
  headerBytes: number,
): readonly Node[] {
  const nodes = [
    { name: '__properties_version1.0', content: new Uint8Array(headerBytes) },
    wide('0037', subject),
    ...(body === undefined ? [] : [wide('1000', body)]),
    ...(rtf === undefined ? [] : [{ name: '__substg1.0_10090102', content: rtf }]),
    ...(html === undefined ? [] : [{ name: '__substg1.0_10130102', content: Buffer.from(html) }]),
  ];
  const attachments = files.map(({ name, bytes }): readonly Node[] => [
    wide('3707', name),
    { name: '__substg1.0_37010102', content: bytes },
  ]);
  if (attached !== undefined)
    attachments.push([{ name: '__substg1.0_3701000D', content: nodesOf(attached, 24) }]);
  return [
    ...nodes,
    ...attachments.map((content, index) => ({
      name: `__attach_version1.0_#0000000${index}`,
      content: [{ name: '__properties_version1.0', content: new Uint8Array(8) }, ...content],
    })),
  ];
}

function wide(tag: string, text: string): Node {
  return { name: `__substg1.0_${tag}001F`, content: Buffer.from(text, 'utf16le') };
}
