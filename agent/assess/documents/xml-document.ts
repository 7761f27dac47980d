import type { DocumentLimits, DocumentText } from './document.js';
import { humanise } from './table.js';
import { TextBuffer } from './text-buffer.js';
import { readText } from './text-document.js';
import { type XmlListener, xmlReader } from './xml-events.js';
import { ArchiveFault } from './zip-parts.js';

/** Attributes that say how the document is made, not what it says. */
const TECHNICAL = /^(?:xmlns|xml|xsi)(?::|$)/;

/**
 * An XML document of any vocabulary: lines of `element: text` and `attribute: value`, one block for each element that has
 * others in it. Where the markup breaks, the rest is read as plain text, and a reason says so.
 */
export function readXml(text: string, limits: DocumentLimits): DocumentText {
  const lines = new XmlLines();
  try {
    xmlReader(lines)(Buffer.from(text), true);
    return { passages: readText(lines.buffer.toString()).passages, reasons: [] };
  } catch (error) {
    if (!(error instanceof ArchiveFault)) throw error;
    const reasons = [`the XML document was read as plain text: ${error.message}`];
    return { passages: readText(text.slice(0, limits.textLength)).passages, reasons };
  }
}

interface OpenElement {
  readonly name: string;
  readonly texts: string[];
  hasChild: boolean;
}

class XmlLines implements XmlListener {
  readonly buffer = new TextBuffer();
  readonly #open: OpenElement[] = [];

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const outer = this.#open.at(-1);
    if (outer !== undefined) {
      outer.hasChild = true;
      this.#write(outer);
    }
    this.#open.push({ name, texts: [], hasChild: false });
    for (const [key, value] of Object.entries(attributes))
      if (!TECHNICAL.test(key) && value !== '') this.buffer.append(`${humanise(key)}: ${value}\n`);
  }

  text(text: string): void {
    this.#open.at(-1)?.texts.push(text);
  }

  close(): void {
    const element = this.#open.pop();
    if (element === undefined) return;
    this.#write(element);
    if (element.hasChild) this.buffer.breakLine(true);
  }

  #write({ name, texts }: OpenElement): void {
    const text = texts.splice(0).join('').trim();
    if (text !== '') this.buffer.append(`${humanise(name)}: ${text}\n`);
  }
}
