const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * Every number that the generated worlds rest on. "Published" ones name their source; "assumed" ones are starting values that
 * no source gives, to be replaced by what a consenting tenant shows.
 */
export const PARAMETERS = {
  /** How often the product asks its sources; the schedule of a daemon. */
  pullEveryMs: 2 * MINUTE_MS,

  logging: {
    /** Openings in one context make one record ("MailItemsAccessed", Microsoft Purview). */
    bindWindowMs: 2 * MINUTE_MS,
    /** The same message in the same context is dropped (same page); so is the same folder's sync. */
    repeatMs: HOUR_MS,
    /** More records than this in a day and Exchange stops for a day (same page). */
    throttleRecords: 1_000,
    throttleMs: DAY_MS,
    /** Records that lose the ids of session and token. That it happens: "Track and investigate identity activities with linkable identifiers", Microsoft Entra. The share: assumed. */
    lostLinkShare: 0.2,
    /** Records of phones and Graph that show the address of Microsoft's own server. Seen in published exports; share assumed. */
    backendAddressShare: 0.1,
    /** Unified log: median and p95 of 45 and 90 minutes within Microsoft's "60 to 90 minutes typical"; assumed. */
    audit: { medianMs: 45 * MINUTE_MS, sigma: 0.42, tailShare: 0.01, tailMs: DAY_MS },
    /** Sign-ins: 95 % in 2 and 99 % in 5 minutes ("Reports latencies", Microsoft Entra, 2017). */
    signIn: { medianMs: MINUTE_MS, sigma: 0.42, tailShare: 0.01, tailMs: 5 * MINUTE_MS },
    /** Directory audits: minutes; assumed. */
    directory: { medianMs: 3 * MINUTE_MS, sigma: 0.5, tailShare: 0, tailMs: 0 },
    /** Rows that are delivered twice ("by design", Office 365 Management Activity API); share assumed. */
    duplicateShare: 0.01,
    /** One a month, assumed. */
    outage: { perDay: 1 / 30, leastMs: 30 * MINUTE_MS, mostMs: 120 * MINUTE_MS },
    /** Mailboxes whose auditing is off; assumed. */
    unauditedShare: 0.01,
  },

  people: {
    /** A telecom company; assumed. */
    roles: {
      'call-centre': 35,
      field: 20,
      corporate: 25,
      retail: 10,
      it: 4,
      executive: 3,
      service: 3,
    },
    /** Hours from UTC; assumed. */
    timeZones: [-8, -7, -6, -5],
    nightShiftShare: 0.1,
    vpnShare: 0.5,
    /** Read their mail on a phone; assumed. */
    phoneShare: 0.7,
    /** Relays such as iCloud's on mobile browsers; assumed 3–8 %. */
    relayShare: 0.05,
    /** Work on a desktop in a cloud; assumed 2–10 %. */
    cloudDesktopShare: 0.04,
    dormantShare: 0.05,
    /** One shared mailbox for so many people, with so many delegates; assumed. */
    peoplePerSharedMailbox: 15,
    delegates: { least: 3, most: 8 },
  },

  day: {
    /** Messages opened on a working day. 81 received and 40–70 % opened (Radicati, as cited by CNET, 2003), less for roles without a desk; assumed spread. */
    reads: { 'call-centre': 12, field: 8, corporate: 35, retail: 6, it: 35, executive: 60, service: 4 },
    sends: { 'call-centre': 3, field: 3, corporate: 15, retail: 2, it: 12, executive: 20, service: 8 },
    /** Of a person's days with much more mail than usual; assumed 1 in 60. */
    burstPerDay: 1 / 60,
    burstFactor: 8,
    /** Failed sign-ins a day: published 3 % of users turned away by typos a day (Chatterjee et al., IEEE S&P 2016), rest assumed. */
    typoPerDay: 0.06,
    staleTokenPerDay: 0.05,
    /** A day at home, else in the office or shop; assumed. */
    homeShare: 0.35,
    /** An MFA prompt that its owner denies or does not see in time; assumed. */
    missedPromptPerDay: 0.004,
  },

  change: {
    /** Journeys a month, and days that they take; assumed. */
    travelPerDay: 0.08 / 30,
    travelDays: { least: 1, most: 6 },
    /** A phone every 30 months, a laptop every 42; the new one takes the mailbox again. Assumed. */
    newPhonePerDay: 1 / (30 * 30),
    newLaptopPerDay: 1 / (42 * 30),
    /** Browser versions move once a month; assumed. */
    browserReleaseMs: 28 * DAY_MS,
    methodChangePerDay: 0.015 / 30,
    passwordResetPerDay: 0.045 / 30,
    newRulePerDay: 0.005 / 30 + 0.01 / 30,
    /** Of new rules; "external forward where allowed", assumed 3 %. */
    forwardOutsideShare: 0.03,
    massMailPerDay: 0.01 / 30,
    newHomePerDay: 0.01 / 30,
    consentPerDay: 0.004 / 30,
    delegateTurnoverPerDay: 0.05 / 30,
    /** FullAccess grants by the help desk, for 1,000 people a day; assumed. */
    grantsPerThousandADay: 0.5,
    deviceCodePerDayIt: 0.02,
    ediscoveryPerThousandADay: 0.005,
  },

  network: {
    /** A carrier's shared address changes within this time (Richter et al., IMC 2016, for the practice; numbers assumed). */
    carrierLeaseMs: 40 * MINUTE_MS,
    /** Temporary IPv6 addresses live for a day (Plonka & Berger, 2015). */
    privacyAddressMs: DAY_MS,
    dualStackShare: 0.4,
    wrongCityShare: 0.05,
    vpnCountries: ['US', 'US', 'US', 'CA', 'GB'],
  },

  attack: {
    /** Where intruders come from; assumed mixture. */
    network: { hosting: 35, vpn: 20, residential: 25, mobile: 10, own: 10 },
    /** From the first success to the search for what is worth it: 3 minutes mean (Bursztein et al., IMC 2014). */
    triageMeanMs: 3 * MINUTE_MS,
    /** 31 % hand the account over (Shah et al., 2020), to somebody on another network. */
    handOverShare: 0.31,
    handOverMs: { least: DAY_MS, most: 3 * DAY_MS },
    /** The intruder's program looks like the owner's; assumed. */
    sameSystemShare: 0.5,
    readItems: { median: 40, sigma: 0.9, most: 600 },
    /** Identity Protection rates an intruder's sign-in; assumed, in tenants that have it. */
    riskyShare: { high: 0.2, medium: 0.25 },
    benignRiskyShare: { high: 0.0005, medium: 0.004 },
    tenantHasRiskShare: 0.5,
    /** A campaign is over when its last record was written and this has passed; what is found later is too late. */
    graceMs: DAY_MS,
  },
} as const;

export type Role = keyof typeof PARAMETERS.people.roles;
