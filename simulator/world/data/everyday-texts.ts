/**
 * Mail that holds no customer data but looks as if it might: `{9}` is nine digits, `{12}` twelve, `{4}` four,
 * `{d}` a date, `{m}` an amount. A mail from outside has the sender's address here, else a colleague writes it.
 */
export interface EverydayText {
  readonly subject: string;
  readonly text: string;
  readonly from?: string;
}

export const EVERYDAY_TEXTS: readonly EverydayText[] = [
  {
    subject: 'Device order {9} has shipped',
    text: 'Order number {9}\nTracking number 1Z{9}{9}\nEstimated delivery {d}\n\nItems: 12 x SIM starter kit, 4 x demo handset.',
    from: 'shipping@parcelnorth.example',
  },
  {
    subject: 'Ticket INC{9} assigned to your queue',
    text: 'Ticket INC{9} was assigned to your queue.\nPriority 3, opened {d}, change request CHG{4}{4}. Asset tag {9}.',
  },
  {
    subject: 'Payment page training: use test cards only',
    text: 'For the sandbox exercise use the test card 4111 1111 1111 1111 with any expiry date and CVV 123. These are test card numbers for training; never type a real card into the sandbox.',
  },
  {
    subject: 'Weekly schedule from {d}',
    text: 'The schedule for the week of {d} is out. Shift swaps go through the portal, reference {4}-{4}. Overtime budget: {m}.',
  },
  {
    subject: 'Conference room change',
    text: 'We meet in room 4.{4} on {d}. To join remotely use the meeting link, meeting ID {9}, passcode is in the invitation.',
  },
  {
    subject: 'Invoice {9} from Brightline Facilities',
    text: 'Please find the details of invoice {9} dated {d}, purchase order {9}, total {m}. Remittance within 30 days.',
    from: 'billing@brightline-facilities.example',
  },
  {
    subject: 'Network maintenance {d}',
    text: 'Maintenance window {d} 01:00-05:00. Sites BX{4}, BX{4} and BX{4}. Change CHG{9}. Expect short interruptions.',
  },
  {
    subject: 'Your expense report {9} was approved',
    text: 'Expense report {9} for {m} was approved on {d}. Payment reference {12}.',
    from: 'no-reply@expensely.example',
  },
  {
    subject: 'Store traffic report',
    text: 'Store 2{4}: {4} visitors on {d}, conversion 14 %, average basket {m}. Top SKU {9}.',
  },
  {
    subject: 'Mobile industry digest {d}',
    text: 'This week: spectrum auction raises {m} million, study {4} of rural coverage, and a look at handset prices. Unsubscribe with code {12}.',
    from: 'digest@wirelessweekly.example',
  },
  {
    subject: 'Halyard Mail support case {9}',
    text: 'Thank you for contacting Halyard Mail Support. Your support case {9} about slow search in the mail add-in was updated on {d}. Sign in to the support portal to see the answer.',
    from: 'support@halyard-mail.example',
  },
  {
    subject: 'Safety reminder',
    text: 'Climbing certificates expire on {d}. Certificate numbers start with NW-{9}. Ask your supervisor for a new date.',
  },
  {
    subject: 'Draft slides for the quarterly review',
    text: 'Draft slides are in the team folder. Revenue line still shows {m} million, please check against version {4}. Deadline {d}.',
  },
  {
    subject: 'Benefits enrolment closes {d}',
    text: 'Enrolment closes {d}. Policy group {9}, plan year starts in January. Questions go to the benefits desk.',
  },
];
