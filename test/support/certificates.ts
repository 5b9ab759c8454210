import { execFileSync } from 'node:child_process';
import { chownSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unprivilegedUser } from './postgresql-template.js';
import { temporaryFolder } from './temporary-folder.js';

/** Files in PEM. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

/** Signs certificates that are good for two days. Its files belong to the user that servers run as in tests. */
export class CertificateAuthority {
  readonly #folder = temporaryFolder();
  readonly #own: Certificate;
  #signed = 0;

  constructor() {
    this.#own = this.#pathsOf('authority');
    const subject = ['-subj', '/CN=Authority of a test', '-addext', 'basicConstraints=critical,CA:TRUE'];
    openssl(['req', '-x509', ...this.#newKey(this.#own), '-out', this.#own.certificate, '-days', '2', ...subject]);
    this.#handOver(this.#folder.path, this.#own.certificate);
  }

  /** By which its signatures are checked. */
  get certificate(): string {
    return this.#own.certificate;
  }

  /** @param names as `DNS:localhost` or `IP:127.0.0.1`; none for a client */
  sign(commonName: string, names: readonly string[] = []): Certificate {
    this.#signed += 1;
    const signed = this.#pathsOf(`signed-${this.#signed}`);
    const [request, extensions] = [`${signed.certificate}.request`, `${signed.certificate}.extensions`];
    writeFileSync(extensions, names.length === 0 ? '' : `subjectAltName=${names.join(',')}\n`);
    openssl(['req', '-new', ...this.#newKey(signed), '-out', request, '-subj', `/CN=${commonName}`]);
    const authority = ['-CA', this.#own.certificate, '-CAkey', this.#own.key, '-CAcreateserial'];
    const asked = ['-in', request, '-extfile', extensions, '-days', '2'];
    openssl(['x509', '-req', ...asked, ...authority, '-out', signed.certificate]);
    this.#handOver(signed.certificate, signed.key);
    return signed;
  }

  /** A file beside the certificates, which a server can read. */
  file(name: string, text: string): string {
    const path = join(this.#folder.path, name);
    writeFileSync(path, text);
    this.#handOver(path);
    return path;
  }

  remove(): void {
    this.#folder.remove();
  }

  #pathsOf(name: string): Certificate {
    return { certificate: join(this.#folder.path, `${name}.crt`), key: join(this.#folder.path, `${name}.key`) };
  }

  #newKey({ key }: Certificate): readonly string[] {
    return ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key];
  }

  #handOver(...paths: readonly string[]): void {
    const owner = unprivilegedUser();
    if (owner) for (const path of paths) chownSync(path, owner.uid, owner.gid);
  }
}

function openssl(parameters: readonly string[]): void {
  execFileSync('openssl', parameters, { stdio: 'ignore' });
}
