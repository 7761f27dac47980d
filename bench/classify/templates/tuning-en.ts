import { type Template, table, texts } from './template.js';

/** English texts that the classifiers may be tuned on. */
export const TUNING_EN: readonly Template[] = [
  ...texts('en', [
    'Hi team,\n\nplease check this one for me.\nCustomer: {name}\nAccount number: {account}\nPhone: {phone}\nSSN: {ssn}\n\nThanks',
    'Customer name: {name}\nBilling address: {address}\nRate plan: {plan}\nBalance due: {amount}\nPIN: {pin}',
    'The subscriber {name} called about account {account}. Her callback number is {phone} and she can be reached at {email} too.',
    "New line for {name}\nDate of birth: {dob}\nDriver's license: {licence}\nSSN {ssn}\nService address: {address}",
    'Hello,\nI want to change my card. The new credit card number is {card}, exp 09/29. My account is {account}.\n{name}',
    'Please refund to my bank: routing number {routing!}, account number {bank}. Name on it: {name}.',
    'Device swap for BAN {account}\nOld IMEI: {imei}\nNew SIM: {iccid}\nPort-out PIN: {pin}',
    'Passport number: {passport}\nName: {name}\nDOB: {dob}\nContact email: {email}',
    'Verification of the caller: last four of SSN {last4}, PIN {pin}, account {account}.',
    'Reset done. Login {email}, password: {password}\nPlease change it at once.',
    'We have received a {order:subpoena} for the records of {phone}. Legal will answer the {order:court order}.',
    'The customer asks for the hardship programme since he was {health:diagnosed with} an illness. Account {account}, monthly charges {amount}.',
    'Wire to IBAN {iban}, for {name}. Confirm by mail to {email}.',
    'Fwd: port in\n\nCTN {phone}\nBAN {account}\nSSN/TIN {ssn}\nCurrent plan: {plan}\nAmount due: {amount}',
    'Hi Joe, {name} at {address} says the bill is wrong. The past due amount is {amount}; call her at {phone}.',
    'card on file: {card}\ncardholder: {name}\nzip and street: {address}',
    'Her handset with IMEI {imei} was stolen; block SIM card {iccid} for account {account}.',
    'He gave the last 4 of his social, {last4}, and his date of birth, {dob}.',
    'Account: {account} (BAN)\nMobile number: {phone}\nDL: {licence}\nPassport {passport}',
    'Customer {name} moved to {address} and pays with the Visa card {card}. Total due {amount}.',
  ]),
  table('en', [
    ['Customer Name', 'name'],
    ['BAN', 'account'],
    ['MSISDN', 'phone'],
    ['Email', 'email'],
    ['Rate Plan', 'plan'],
  ]),
  table('en', [
    ['Subscriber', 'name'],
    ['SSN', 'ssn'],
    ['DOB', 'dob'],
    ['Billing Address', 'address'],
    ['Balance', 'amount'],
  ]),
  table('en', [
    ['Account', 'account'],
    ['IMEI', 'imei'],
    ['Card Number', 'card'],
    ['DL #', 'licence'],
  ]),
  table('en', [
    ['Client', 'name'],
    ['Device', 'imei'],
    ['Born', 'dob'],
    ['Due', 'amount'],
    ['Passport', 'passport'],
  ]),
];
