import { type Template, table, texts } from './template.js';

/** English texts for the published figures: nobody tunes on them. */
export const TEST_EN: readonly Template[] = [
  ...texts('en', [
    'Escalation\n\nSubscriber name: {name}\nAcct #: {account}\nContact number: {phone}\nSocial Security Number: {ssn}\n\nRegards, care desk',
    'Dear {name},\n\nyour current plan: {plan}\nMailing address: {address}\nOutstanding balance: {amount}\nSecurity code: {pin}',
    'Spoke with the client, {name}. Her billing account no. {account} is on hold; reach her on {phone} or write to {email}.',
    'Credit application of {name}, born on {dob}. Driving licence number {licence}, social {ssn}, home address {address}.',
    'Payment by phone: visa {card}, name on card {name}, for customer ID {account}.',
    'Direct deposit please. ABA {routing!} checking account {bank}. Thank you, {name}',
    'SIM swap request. ICCID {iccid}, IMEI number {imei}. Account PIN is {pin}, line {phone}.',
    'Travel roaming file\nFull name: {name}\nPassport no. {passport}\nBirth date {dob}\nE-mail: {email}',
    'I have authenticated the caller with SSN ending in {last4} and passcode {pin} on account number {account}.',
    'His user name is {email} and the password is: {password} (temporary).',
    'Detectives served a {order:search warrant} today. It names the line {phone}, account {account}.',
    'She mentions a {health:prescription} and her {health:medical record}, and would like to pause account {account}. Current charges: {amount}.',
    'Please credit IBAN {iban} of {name}; questions to {email}.',
    'Port request\nPhone number: {phone}\nBilling acct: {account}\nTax ID: {ssn}\nNew plan: {plan}\nLast payment: {amount}',
    'Tech visit at {address} for {name}, cell {phone}. Usage and charges of {amount} were disputed.',
    'Debit card {card} was declined twice for account holder {name}, street address {address}.',
  ]),
  table('en', [
    ['Account Holder', 'name'],
    ['Account No', 'account'],
    ['Mobile', 'phone'],
    ['E-mail address', 'email'],
    ['Plan', 'plan'],
  ]),
  table('en', [
    ['Full Name', 'name'],
    ['Social Security #', 'ssn'],
    ['Date of Birth', 'dob'],
    ['Service Address', 'address'],
    ['Amount Due', 'amount'],
  ]),
  table('en', [
    ['Customer ID', 'account'],
    ['ICCID', 'iccid'],
    ['Credit Card', 'card'],
    ['Driver License', 'licence'],
  ]),
];
