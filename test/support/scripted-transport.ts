import type { DeliveryEnvelope, DeliveryReport, DeliveryTransport } from '#platform/transports';

/** What the word before the @, or the last part of a web address, makes of a delivery. */
const REPORTS: Readonly<Record<string, DeliveryReport>> = {
  refused: { outcome: 'permanent', answer: '550 No such user' },
  later: { outcome: 'temporary', answer: '450 Try later' },
  unsure: { outcome: 'uncertain', answer: 'The message was sent, and no answer came: Connection closed' },
};

/** A transport that sends nothing: it keeps what it was given, and says what the address asks it to. */
export class ScriptedTransport implements DeliveryTransport {
  readonly sent: DeliveryEnvelope[] = [];
  /** What happens while a delivery is under way. */
  meanwhile: (envelope: DeliveryEnvelope) => Promise<void> | void = () => undefined;

  async send(envelope: DeliveryEnvelope): Promise<DeliveryReport> {
    this.sent.push(envelope);
    await this.meanwhile(envelope);
    const word = /^(?:https?:.*\/)?([a-z]+)/.exec(envelope.address)?.[1] ?? '';
    return REPORTS[word] ?? { outcome: 'delivered', answer: '250 Taken over' };
  }

  close(): void {
    // There is nothing to give back.
  }
}
