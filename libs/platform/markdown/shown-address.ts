import { quoted } from './link-target.js';
import { addressesIn } from './markdown-parsers.js';

/** The ideographic full stops that a browser takes for a dot (UTS #46). */
const OTHER_DOTS = /[\u3002\uFF61]/g;

/**
 * Text such as 'www.hse.gov.uk' on a link that leads elsewhere: readers trust what they see.
 *
 * @returns what is wrong, to follow 'The link'; `undefined`: the text shows no address, or the one it leads to
 */
export function shownAddressFault(text: string, target: string): string | undefined {
  const plain = text.normalize('NFKC').replace(OTHER_DOTS, '.');
  if (/^tel:/i.test(target)) return telephoneFault(plain, target);
  const other = addressesIn(plain).find(({ url }) => !showsTarget(url, target));
  return other === undefined ? undefined : `shows the address ${quoted(other.text)} and leads to ${quoted(target)}`;
}

function showsTarget(shown: string, target: string): boolean {
  if (/^mailto:/i.test(shown)) return shown.toLowerCase() === target.toLowerCase();
  const [shownUrl, targetUrl] = [URL.parse(shown), URL.parse(target)];
  if (shownUrl === null || targetUrl === null) return false;
  return hostOf(shownUrl) === hostOf(targetUrl) && ['/', pathOf(targetUrl)].includes(pathOf(shownUrl));
}

const hostOf = ({ host }: URL): string => host.replace(/^www\./, '');
/** A slash at the end is left out of what people read. */
const pathOf = ({ pathname, search, hash }: URL): string => `${pathname.replace(/\/$/, '')}/${search}${hash}`;

/** Fewer digits are no telephone number. */
const FEWEST_DIGITS = 5;

/** '0345 300 9923' shows tel:+443453009923: the national number is how people write it. */
function telephoneFault(text: string, target: string): string | undefined {
  const [shown, called] = [digitsOf(text).replace(/^0+/, ''), digitsOf(target)];
  if (shown.length < FEWEST_DIGITS || called.endsWith(shown)) return undefined;
  return `shows another telephone number than ${quoted(target)}`;
}

const digitsOf = (text: string): string => text.replace(/\(0\)|\D/g, '');
