import { z } from 'zod';
import { isForgotten } from '#platform/values';
import type { DispatchChannel } from './dispatch.vocabulary.js';

/*
 * Addresses as a list holds them. An address goes into the envelope and the header of a message, so that nothing is taken
 * that could be read there as more than one address (header injection, RFC 5322; lists and display names).
 */

const LONGEST = 1000;
const FORBIDDEN = /[\p{C}\p{Zl}\p{Zp}]/u;

const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
/** The bare address of RFC 5321 without quoted parts and address literals, which no authority's mail uses. */
const EMAIL = new RegExp(`^(${ATOM}(?:\\.${ATOM})*)@(?:${LABEL}\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])$`);

const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/** Web addresses are told from e-mail addresses by how they begin. */
export function channelOf(address: string): DispatchChannel {
  return /^https?:/i.test(address) ? 'WEBHOOK' : 'EMAIL';
}

/** Equal for addresses of the same mailbox or endpoint. Mail systems that tell letter case apart are not known. */
export function addressKey(address: string): string {
  return channelOf(address) === 'EMAIL' ? address.toLowerCase() : new URL(address).href;
}

/** As `addressKey`; addresses that are forgotten are all different, for nobody knows any more which were the same. */
export function recipientKey({ number, address }: { readonly number: number; readonly address: string }): string {
  return isForgotten(address) ? `${address} ${number}` : addressKey(address);
}

/** An address over which nothing is encrypted: on this machine, for trials. */
export function isLoopbackHttp(address: string): boolean {
  return /^http:/i.test(address);
}

/** Why an address cannot be on a list; `undefined` when it can. Never repeats the address. */
export function addressFault(address: string): string | undefined {
  const forbidden = FORBIDDEN.exec(address);
  if (forbidden) return `must not contain the character ${nameOf(forbidden[0])} (at place ${forbidden.index + 1})`;
  return channelOf(address) === 'EMAIL' ? emailFault(address) : webhookFault(address);
}

function emailFault(address: string): string | undefined {
  if (/[,;]/.test(address)) return 'must be one address: lists with commas or semicolons are not taken';
  if (/[<>()"[\]\\:]|\s/.test(address)) {
    return 'must be a bare address, without a name, brackets, quotation marks or spaces';
  }
  if (/[^\x21-\x7e]/.test(address)) return 'must be written in ASCII; give the domain in its xn-- form';
  const local = EMAIL.exec(address)?.[1];
  if (local === undefined) return 'must be an e-mail address, such as name@council.gov.uk';
  // RFC 5321, 4.5.3.1
  if (address.length > 254 || local.length > 64) {
    return 'must be at most 254 characters long, and 64 before the @';
  }
  return undefined;
}

function webhookFault(address: string): string | undefined {
  if (!URL.canParse(address)) return 'must be a web address, such as https://council.example/inbox';
  const { protocol, hostname, username, password, hash } = new URL(address);
  if (username + password !== '') return 'must not contain a user name or password';
  if (hash !== '') return 'must not contain a fragment (#)';
  if (protocol === 'http:' && !LOOPBACK_HOSTS.includes(hostname)) return 'must begin with https://';
  return undefined;
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

export const recipientAddress = z
  .string()
  .max(LONGEST, { error: `must be at most ${LONGEST} characters long`, abort: true })
  .superRefine((address, context) => {
    const message = addressFault(address);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });
