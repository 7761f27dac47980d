import { type LoadedContent, loadContent } from '../../../agent/detect/content/load-content.js';
import type { Rule } from '../../../agent/detect/sigma/rule.js';
import { productFiles } from '../content/product-rules.js';

/** The content of texts by file name, over the product's mappings. */
export function load(files: Readonly<Record<string, string>>): LoadedContent {
  return loadContent(
    Object.entries(files).map(([file, text]) => ({ file, text })),
    productFiles('mappings'),
  );
}

/** A rule of the sign-in log, by name; `more` are further lines of it. */
export function ruleText(id: string, more = ''): string {
  return `title: Rule ${id}
id: ${id}
logsource: { product: azure, service: signinlogs }
detection:
  selection:
    AuthenticationProtocol: deviceCode
  condition: selection
level: medium
${more}`;
}

/** A filter for rule `r`, with our own part as given. */
export function filterText(ours: string, rules = '[r]', service = 'signinlogs'): string {
  return `title: The kiosk
logsource: { product: azure, service: ${service} }
filter:
  rules: ${rules}
  kiosk: { userPrincipalName: kiosk@contoso.com }
  condition: not kiosk
${ours}`;
}

export const OURS = 'mailwarden: { owner: mail team, reason: "MT-7, signs in by code", until: 2026-06-30 }\n';

/** A rule without anything to compile. */
export function bareRule(more: Partial<Rule> = {}): Rule {
  return {
    id: 'r',
    title: 'T',
    level: 'high',
    status: null,
    family: 'persistence',
    points: 3000,
    text: 'It happened.',
    techniques: ['T1114.003'],
    needsCredential: true,
    subject: 'mailbox',
    isShadow: false,
    falsePositives: [],
    file: 'r.yml',
    line: 1,
    ...more,
  };
}
