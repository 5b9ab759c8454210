/** What the service's operator may set about the gateway. */
export interface GatewaySettings {
  /** How many days before and after the planned day other contacts with the organisation count. */
  readonly organisationWindowDays: number;
  /** The same for contacts at the very same site. */
  readonly siteWindowDays: number;
  /** How many working days the account manager has to answer. */
  readonly answerWithinWorkingDays: number;
}

export const GATEWAY_DEFAULTS: GatewaySettings = {
  organisationWindowDays: 28,
  siteWindowDays: 7,
  answerWithinWorkingDays: 3,
};

/** At most so many contacts on record are considered, those nearest to the planned day: the same work at any size. */
export const MOST_NEARBY_CONTACTS = 20;
