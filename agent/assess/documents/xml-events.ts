import { SaxesParser } from 'saxes';
import { ArchiveFault } from './zip-parts.js';

/** What a reader of an XML part wants to hear. Names come without their namespace prefix. */
export interface XmlListener {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

const DEEPEST = 200;

/**
 * Streams one XML part to a listener. Entities that the document declares itself are never expanded: the parser knows
 * the five of XML only, any other is a fault.
 * @returns the function that takes the part's bytes
 * @throws ArchiveFault from that function, when the markup is broken or nested too deep
 */
export function xmlReader(listener: XmlListener): (chunk: Uint8Array, isLast: boolean) => void {
  const decoder = new TextDecoder('utf-8');
  const parser = new SaxesParser();
  let depth = 0;
  parser.on('error', (error) => {
    throw new ArchiveFault('its markup is broken', { cause: error });
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > DEEPEST) throw new ArchiveFault('its markup is nested too deep');
    listener.open?.(localName(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    listener.close?.(localName(tag.name));
  });
  parser.on('text', (text) => listener.text?.(text));
  return (chunk, isLast) => {
    parser.write(decoder.decode(chunk, { stream: !isLast }));
    if (isLast) parser.close();
  };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
