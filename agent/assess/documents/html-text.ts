import { Parser } from 'htmlparser2';
import { blankSpans, type DocumentLimits, type DocumentText, textPassage } from './document.js';
import { HtmlPage, type PageContent } from './html-page.js';
import { tablePassages } from './table.js';
import { readText } from './text-document.js';

const DEEPEST = 2_000;
const PIECE_LENGTH = 8_192;

/** The text that a reader of the page sees; tables of more than one column and row become rows under headings. */
export function readHtml(html: string, limits: DocumentLimits): DocumentText {
  const page = new HtmlPage();
  const reasons: string[] = [];
  if (html.length > limits.textLength)
    reasons.push(`only the first ${limits.textLength} characters of the markup were read`);
  if (!parse(html.slice(0, limits.textLength), page))
    reasons.push('the markup is nested too deep; not all of it was read');
  return { passages: pagePassages(page.content()), reasons };
}

/** The parser's time grows with the square of the depth; so it is fed in pieces and left where that runs away. */
function parse(html: string, page: HtmlPage): boolean {
  const parser = new Parser(
    {
      onopentag: (name) => page.open(name),
      onclosetag: (name) => page.close(name),
      ontext: (text) => page.write(text),
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  for (let at = 0; at < html.length && page.depth <= DEEPEST; at += PIECE_LENGTH)
    parser.write(html.slice(at, at + PIECE_LENGTH));
  const isWhole = page.depth <= DEEPEST;
  parser.end();
  return isWhole;
}

/** Running text, and a row under its headings for each row of a true table. */
export function pagePassages({ text: whole, tables: all }: PageContent): DocumentText['passages'] {
  const tables = all.filter((table) => table.rows.length > 1 && table.rows.some((row) => row.length > 1));
  const cells = tables.flatMap((table) => table.rows.flat());
  const spans = cells.map((cell) => ({ start: cell.at, end: cell.at + cell.text.length }));
  const running = blankSpans(whole, spans);
  const text = tables.length === 0 ? readText(running).passages : [textPassage(running)];
  const numbered = text.reduce((most, passage) => Math.max(most, passage.table), -1) + 1;
  return [...text, ...tables.flatMap((table, index) => tablePassages(table, numbered + index))];
}
