import { sha256 } from '../../model/ids.js';
import { type Fragment, Html, html } from './markup.js';
import { STYLE } from './style.js';

export interface PageSpec {
  readonly title: string;
  readonly head: Fragment;
  readonly contents: readonly { readonly id: string; readonly title: string }[];
  readonly main: Fragment;
  readonly foot: Fragment;
}

/**
 * One whole HTML file. Its policy forbids every request and every script, and lets in the one style block by its
 * hash: a report can be opened on a machine that holds secrets, and mailed.
 */
export function page(spec: PageSpec): string {
  const hash = Buffer.from(sha256(STYLE), 'hex').toString('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${spec.title}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>${spec.head}</header>
${contents(spec.contents)}
<main id="main" tabindex="-1">
${spec.main}</main>
<footer>${spec.foot}</footer>
</body>
</html>
`.text;
}

function contents(entries: PageSpec['contents']): Fragment {
  if (entries.length === 0) return null;
  const items = entries.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`);
  return html`<nav aria-label="Contents"><ul>${items}</ul></nav>`;
}
