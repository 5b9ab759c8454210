/** Where links may lead: pages, mail boxes and telephones, each written out in full. */

const SAFE_SCHEMES = ['https:', 'http:', 'mailto:', 'tel:'] as const;

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const PAGE = /^https?:\/\/[^/\\]/i;
/** No header fields: a link must not fill in recipients or text. */
const MAIL_BOX = /^mailto:[a-z0-9.!#$'*+/=^_`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;
const TELEPHONE = /^tel:\+?\d[\d().-]{2,30}$/i;
/** One of the letters of another script may look like one of ours, so that one address passes for another (UTS #39). */
const PLAIN_HOST = /^(?:(?!xn--)[a-z0-9-]+\.)*(?!xn--)[a-z0-9-]+$/;
const HIDDEN_IN_ADDRESS = /%(?:0[0-9a-f]|1[0-9a-f]|7f)/i;

/**
 * @param target as the parser normalised it: percent-encoded, host in ASCII
 * @returns what is wrong with it, to follow 'The link'; `undefined`: it is safe
 */
export function targetFault(target: string): string | undefined {
  const scheme = SCHEME.exec(target)?.[0].toLowerCase();
  if (scheme === undefined)
    return `must lead to a full address, such as https://www.hse.gov.uk/; it has ${quoted(target)}`;
  if (!SAFE_SCHEMES.some((safe) => safe === scheme)) {
    return `must lead to an https, http, mailto or tel address; it has ${quoted(target)}`;
  }
  if (HIDDEN_IN_ADDRESS.test(target)) return `has control characters in its address ${quoted(target)}`;
  if (scheme === 'mailto:') return mailBoxFault(target);
  if (scheme === 'tel:') return TELEPHONE.test(target) ? undefined : `has no telephone number in ${quoted(target)}`;
  return pageFault(target);
}

export const isSafeTarget = (target: string): boolean => targetFault(target) === undefined;

function mailBoxFault(target: string): string | undefined {
  if (MAIL_BOX.test(target)) return undefined;
  return target.includes('?')
    ? `must give an e-mail address only, without subject, copies or text; it has ${quoted(target)}`
    : `has no e-mail address in ${quoted(target)}`;
}

function pageFault(target: string): string | undefined {
  const url = PAGE.test(target) ? URL.parse(target) : null;
  if (url === null) return `has an address that is not complete: ${quoted(target)}`;
  if (url.username !== '' || url.password !== '') return `must not have a user name in its address ${quoted(target)}`;
  if (!PLAIN_HOST.test(url.hostname)) {
    return `must lead to a host written in the letters a to z, digits and hyphens; it has ${quoted(target)}`;
  }
  return undefined;
}

const LONGEST_QUOTED = 80;

/** What somebody wrote, within a sentence. */
export function quoted(text: string): string {
  const characters = [...text];
  return `“${characters.length > LONGEST_QUOTED ? `${characters.slice(0, LONGEST_QUOTED).join('')}…` : text}”`;
}
