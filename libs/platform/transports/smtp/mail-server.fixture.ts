import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions } from 'smtp-server';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly message: string;
}

export interface MailServer {
  readonly port: number;
  readonly received: readonly ReceivedMail[];
  readonly connections: () => number;
  /** Cuts every connection, without a word. */
  cut(): void;
  close(): Promise<void>;
}

export interface MailServerFaults {
  readonly onRecipient?: (address: string, server: MailServer) => Error | undefined;
  /** After all of the message has come and before it is answered; a promise that does not end is a hang. */
  readonly onMessage?: (mail: ReceivedMail, server: MailServer) => Promise<Error | undefined>;
}

/** An answer of the server's own, with its code. */
export function answering(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

/** A real SMTP server on this machine, behind a relay that can cut connections. */
export async function startMailServer(
  faults: MailServerFaults = {},
  options: SMTPServerOptions = { disabledCommands: ['STARTTLS', 'AUTH'] },
): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const smtp = new SMTPServer({
    authOptional: true,
    logger: false,
    ...options,
    onRcptTo: ({ address }, _session, answer) => answer(faults.onRecipient?.(address, mailServer)),
    onData: (stream, session, answer) => {
      const { mailFrom, rcptTo } = session.envelope;
      const from = mailFrom === false ? '' : mailFrom.address;
      // A message that was cut off is not received.
      void take(stream, { from, to: rcptTo.map(({ address }) => address) }).then(answer, answer);
    },
  });
  const take = async (stream: SMTPServerDataStream, envelope: Omit<ReceivedMail, 'message'>) => {
    const mail = { ...envelope, message: await text(stream) };
    const error = await faults.onMessage?.(mail, mailServer);
    if (!error) received.push(mail);
    return error;
  };
  smtp.on('error', () => undefined);
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  const relay = createServer((client) => {
    connections += 1;
    const server = connect(portOf(smtp.server.address()), '127.0.0.1');
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    client.pipe(server).pipe(client);
  });
  relay.listen(0, '127.0.0.1');
  await once(relay, 'listening');
  const mailServer: MailServer = {
    port: portOf(relay.address()),
    received,
    connections: () => connections,
    cut: () => sockets.forEach((socket) => socket.destroy()),
    close: async () => {
      mailServer.cut();
      await new Promise((resolve) => relay.close(resolve));
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
    },
  };
  return mailServer;
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}
