import MailComposer from 'nodemailer/lib/mail-composer';
import type { ContentAttachment, DeliveryEnvelope } from '../delivery-transport.js';
import type { SmtpSettings } from './smtp-settings.js';

/** The id that every attempt of a delivery carries in its header `Message-ID`. */
export function messageIdOf(deliveryId: string, from: string): string {
  return `<${deliveryId}@${from.slice(from.lastIndexOf('@') + 1)}>`;
}

/** The whole message as it goes over the wire, built before a connection is used. */
export function composeMessage({ deliveryId, address, content }: DeliveryEnvelope, settings: SmtpSettings) {
  const composer = new MailComposer({
    // As objects: no text is parsed for further addresses.
    from: { name: settings.fromName ?? '', address: settings.from },
    to: { name: '', address },
    subject: content.subject,
    text: `${content.text}${attachmentsAsText(content.attachments)}`,
    html: `${content.html}${attachmentsAsHtml(content.attachments)}`,
    messageId: messageIdOf(deliveryId, settings.from),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Concordat-Content-Digest': content.contentDigest },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return new Promise<Buffer>((resolve, reject) => {
    composer.compile().build((error, message) => (error ? reject(error) : resolve(message)));
  });
}

const HEADING = 'Files that belong to this message:';

function attachmentsAsText(attachments: readonly ContentAttachment[]): string {
  if (attachments.length === 0) return '';
  const lines = attachments.map(
    ({ name, mediaType, digest, location }) => `- ${name} (${mediaType}): ${location}\n  ${digest}`,
  );
  return `\n\n${HEADING}\n${lines.join('\n')}\n`;
}

function attachmentsAsHtml(attachments: readonly ContentAttachment[]): string {
  if (attachments.length === 0) return '';
  const items = attachments.map(({ name, mediaType, digest, location }) => {
    const [shown, type, place, check] = [name, mediaType, location, digest].map(escapeHtml);
    return `<li>${shown} (${type}): ${place}<br><code>${check}</code></li>`;
  });
  return `\n<p>${HEADING}</p>\n<ul>${items.join('')}</ul>\n`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
