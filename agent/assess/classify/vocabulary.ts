/** What a word before or after a value says the value is. `other` names things that are no customer data. */
export type LabelKind =
  | 'account'
  | 'bank'
  | 'routing'
  | 'phone'
  | 'staff-phone'
  | 'email'
  | 'ssn'
  | 'card'
  | 'iban'
  | 'birth'
  | 'licence'
  | 'government-id'
  | 'pin'
  | 'name'
  | 'address'
  | 'plan'
  | 'billing'
  | 'device'
  | 'credential'
  | 'health'
  | 'legal-order'
  | 'customer'
  | 'staff'
  | 'sample'
  | 'other';

const NUMBER = '(?: ?(?:numbers?|nos?\\b\\.?|nbr|num|#|ids?|code))?';

/**
 * Patterns by kind, in the order in which they are tried at one position: longer and more telling ones first.
 * Lower case; matched without case and between word boundaries. A blank stands for up to three, or for a line's end.
 */
export type Vocabulary = readonly (readonly [LabelKind, readonly string[]])[];

/** English, with the foreign words that English mail uses. */
export const VOCABULARY_EN: Vocabulary = [
  [
    'bank',
    [
      '(?:bank|checking|savings|deposit|beneficiary|debit) (?:account|acct)',
      'checking',
      'savings',
      'direct deposit',
      'swift',
      'bic',
      'sort code',
    ],
  ],
  ['customer', ['account (?:holder|owner|name)', 'customer name', 'subscriber name', 'cardholder']],
  [
    'account',
    [
      `(?:billing |customer |wireless |mobile |phone )?accounts?${NUMBER}`,
      `(?:billing )?accts?\\.?${NUMBER}`,
      `bans?${NUMBER}`,
      '(?:customer|subscriber|client|member) ?(?:number|nos?\\b\\.?|nbr|num|#|ids?\\b)',
      'a/c(?: no\\.?)?',
    ],
  ],
  ['routing', [`(?:aba )?routing(?: and transit)?${NUMBER}`, `aba${NUMBER}`, 'rtn', `transit${NUMBER}`]],
  [
    'staff-phone',
    [
      '(?:desk|office|direct|main|internal)(?: ?(?:phone|line|number|dial|tel))?',
      'ext(?:ension)?',
      '(?:customer|client) (?:service|care|support|relations)s?',
      'help ?desk',
      'hotline',
      'toll[ -]free',
      'switchboard',
      'dial[ -]in',
      'support line',
      'conference bridge',
    ],
  ],
  [
    'phone',
    [
      `(?:home|work|cell|mobile|contact|callback|alternate|alt|wireless|daytime|evening|primary|customer) ?(?:tele)?(?:phone|number|line|tel)${NUMBER}`,
      `(?:tele|cell)?phones?${NUMBER}`,
      'port(?:ed|ing)?(?![- ]?(?:in|out|pin)\\b)',
      'ph',
      'call(?:ed|ing)?',
      'reach(?:ed|able)?',
      'mobile',
      'cell(?:ular)?',
      'tel',
      'msisdns?',
      'ctns?',
      `lines?${NUMBER}`,
      'fax',
      'whatsapp',
      'sms',
      '(?:call|reach|text|ring|contact) (?:me|him|her|them|us|back)',
      'call ?back',
      'ported? (?:number|line)',
      'telefon(?:e|o|numaram)?',
    ],
  ],
  ['email', ['e-?mails?(?: address| id)?', 'mail address']],
  [
    'ssn',
    [
      `social security${NUMBER}`,
      'soc(?:ial)? sec',
      `ssns?${NUMBER}`,
      'ss ?#',
      'ss no\\.?',
      'social',
      'itins?',
      'tins?',
      `tax(?:payer)? (?:id|identification)${NUMBER}`,
    ],
  ],
  [
    'licence',
    [
      `driver'?s?'? ?licen[cs]e${NUMBER}`,
      `driving licen[cs]e${NUMBER}`,
      'dl ?(?:number|nos?\\b\\.?|#|num)?',
      'licen[cs]e (?:number|nos?\\b\\.?|#)',
    ],
  ],
  [
    'government-id',
    [
      `passport${NUMBER}`,
      'travel document',
      'visa (?:number|no\\.?|#)',
      `(?:national|state|government|military|tribal|alien)(?: registration)? (?:id(?:entification)?|number)(?: card)?${NUMBER}`,
      'green card',
    ],
  ],
  ['iban', ['ibans?']],
  [
    'card',
    [
      `(?:credit|debit|payment|bank|prepaid) ?cards?${NUMBER}`,
      `cards?(?: on file)?${NUMBER}`,
      'visa',
      'master ?card',
      'amex',
      'american express',
      'discover',
      'maestro',
      'diners(?: club)?',
      'jcb',
      'cvv2?',
      'cvc',
      'cc ?(?:#|no\\.?|number|num)?',
      'pan',
      'exp(?:iry|iration|ires)?(?: date)?',
    ],
  ],
  ['birth', ['date of birth', 'birth ?dates?', 'd\\.?o\\.?b\\.?', 'born(?: on)?', 'birthday']],
  [
    'pin',
    [
      '(?:port[ -]?out |account |customer |security |billing )?pin(?: code| number)?',
      '(?:port[ -]?out |account |customer )?passcode',
      'security (?:code|answer)',
    ],
  ],
  [
    'name',
    [
      '(?:full|first|last|given|family|legal|contact|subscriber) ?names?',
      'name(?: on (?:it|(?:the )?(?:card|account)))?',
      'surname',
    ],
  ],
  [
    'address',
    [
      '(?:service|billing|mailing|home|street|shipping|postal) ?address',
      'bill to',
      'address',
      'street',
      'city',
      `zip${NUMBER}`,
      `postal ?code`,
    ],
  ],
  ['plan', ['(?:(?:rate|price|current|new|old) ?)?plans?(?: name)?', 'tariff', 'add-?ons?', 'features?']],
  [
    'billing',
    [
      '(?:outstanding |current |account |past due )?balance(?: due)?',
      'amounts? (?:due|owed)',
      '(?:total |balance )?due',
      'past due(?: (?:amount|balance))?',
      '(?:last|monthly|current) (?:bill|charges?|payment)(?: amount)?',
      'bill (?:total|amount)',
      'minutes',
      'usage',
      'charges?',
    ],
  ],
  [
    'device',
    [
      `imei${NUMBER}`,
      `iccid${NUMBER}`,
      `e?sim(?: card)?${NUMBER}`,
      'eid',
      'imsi',
      '(?:device|handset|equipment)(?: (?:id|identifier|serial))?',
    ],
  ],
  ['credential', ['passwords?', 'passwd', 'api[ -]?key', 'access token']],
  [
    'staff',
    [
      'staff',
      'colleagues?',
      'co-?workers?',
      '(?:employee|vendor|supplier|contractor)s?(?! ?(?:ids?|numbers?|no|#)(?![a-z]))',
    ],
  ],
  ['customer', ['customers?', 'subscribers?', 'clients?', 'cust']],
  [
    'sample',
    [
      'examples?',
      'e\\.g\\.',
      'samples?',
      'tests?',
      'testing',
      'dummy',
      'placeholder',
      'fake',
      'fictitious',
      'sandbox',
      'specimen',
    ],
  ],
  [
    'other',
    [
      'orders?',
      'tracking',
      'tickets?',
      'invoices?',
      'inv',
      'references?',
      'ref',
      'confirmation',
      'conf',
      'purchase order',
      'p\\.?o\\.?',
      'cases?',
      'transactions?',
      'trans',
      'txn',
      'shipments?',
      'parcels?',
      'package',
      'ups',
      'fedex',
      'usps',
      'dhl',
      'waybill',
      'parts?',
      'p/n',
      's/n',
      'sku',
      'upc',
      'ean',
      'isbn',
      'model',
      'build',
      'version',
      'jobs?',
      'rma',
      'claim',
      'quote',
      'requests?',
      'req',
      'incident',
      'inc',
      'chg',
      'change',
      'meeting(?: id)?',
      'conference(?: id)?',
      'webinar',
      'sessions?',
      'message(?: ?id)?',
      'batch',
      'lot',
      'contract',
      'agreement',
      'policy',
      'docs?',
      'document',
      'id',
      'ids',
      'guid',
      'uuid',
      'hash',
      'commit',
      'date',
      'time',
      'timestamp',
      'created',
      'updated',
      'modified',
      'opened',
      'closed',
      'since',
      'status',
      'row',
      'qty',
      'quantity',
      'units?',
      'counts?',
      'total',
      'amount',
      'price',
      'usd',
      'page',
      'vin',
      'serial(?: (?:number|no\\.?))?',
      'asset',
      'badge',
      'employee(?: id| number)?',
      'store(?: id| number)?',
      'dealer(?: code)?',
      'vendor(?: id| number)?',
      'site(?: id)?',
      'cell ?(?:site|id)',
      'node',
      'bin',
      'barcode',
      'circuit',
      'approval',
      'authori[sz]ation',
      'receipt',
      'terminal',
      'trace',
      'gateway',
      'manifest',
      'container',
      'flight',
      'booking',
      'reservation',
      'epoch',
      'error(?: code)?',
      'code',
    ],
  ],
];
