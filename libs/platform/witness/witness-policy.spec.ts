import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { generateSignerKey, NOTE_ALGORITHM, verifierKeyText } from '#platform/ledger';
import { judgeQuorum, quorumRuleOf } from './witness-policy.js';
import { parseWitnessPolicy } from './witness-policy.text.js';

const log = generateSignerKey('log.example', NOTE_ALGORITHM.ed25519);
const names = ['hse-1', 'hse-2', 'fife', 'wakefield', 'leeds', 'auditor'] as const;
const keys = Object.fromEntries(
  names.map((name) => [name, generateSignerKey(`${name}.example`, NOTE_ALGORITHM.cosignature)]),
);

function keyOf(name: string) {
  const key = keys[name];
  if (!key) throw new Error(`There is no key of ${name}.`);
  return key;
}

const witnesses = names.map((name) => `witness ${name} ${verifierKeyText(keyOf(name))}`).join('\n');

const POLICY = `# Two sides, and somebody who looks at both.
log ${verifierKeyText(log)}

${witnesses} https://audit.example/witness
group hse any hse-1 hse-2
group authorities 2 fife wakefield leeds
\tgroup both  all hse authorities auditor
quorum both
`;

function judge(policy: string, signers: readonly string[]) {
  return judgeQuorum(parseWitnessPolicy(policy), signers.map(keyOf));
}

describe('A policy on witnesses', () => {
  it('names logs, witnesses, groups and the quorum', () => {
    const policy = parseWitnessPolicy(POLICY);
    expect(policy.logs.map(({ key }) => key.name)).toEqual(['log.example']);
    expect(policy.witnesses.map(({ name }) => name)).toEqual([...names]);
    expect(policy.witnesses.at(-1)?.url).toBe('https://audit.example/witness');
    expect(policy.groups.map(({ threshold }) => threshold)).toEqual([1, 2, 3]);
  });

  it('is met by enough of each group', () => {
    expect(judge(POLICY, ['hse-2', 'fife', 'leeds', 'auditor'])).toEqual({ outcome: 'met' });
    expect(judge(POLICY, names)).toEqual({ outcome: 'met' });
  });

  it('says what it is short of', () => {
    expect(judge(POLICY, ['hse-1', 'hse-2', 'fife'])).toEqual({
      outcome: 'short',
      reason:
        'both has 1 of the 3 that it needs (authorities has 1 of the 2 that it needs (wakefield has not signed; leeds has not signed); auditor has not signed).',
    });
    expect(judge(`${witnesses}\nquorum fife`, ['leeds'])).toEqual({ outcome: 'short', reason: 'fife has not signed.' });
  });

  it('counts keys, not names that somebody else took', () => {
    const impostor = generateSignerKey('fife.example', NOTE_ALGORITHM.cosignature);
    const policy = parseWitnessPolicy(`${witnesses}\nquorum fife`);
    expect(judgeQuorum(policy, [impostor]).outcome).toBe('short');
  });

  it('is a rule for whoever checks a checkpoint', () => {
    const rule = quorumRuleOf(parseWitnessPolicy(`${witnesses}\nquorum fife`));
    expect(rule.witnesses).toHaveLength(names.length);
    expect(rule.shortfall([keyOf('fife')])).toBeUndefined();
    expect(rule.shortfall([keyOf('leeds')])).toBe('fife has not signed.');
  });

  it('may ask for nobody', () => expect(judge('quorum none', [])).toEqual({ outcome: 'met' }));

  it('is met by as many as the number asks for, and not by one fewer', () => {
    fc.assert(
      fc.property(fc.subarray([...names]), fc.integer({ min: 1, max: names.length }), (signers, least) => {
        const policy = `${witnesses}\ngroup g ${least} ${names.join(' ')}\nquorum g`;
        expect(judge(policy, signers).outcome).toBe(signers.length >= least ? 'met' : 'short');
      }),
    );
  });

  const one = `witness one ${verifierKeyText(keyOf('fife'))}`;
  const two = `witness two ${verifierKeyText(keyOf('leeds'))}`;

  it.each([
    ['no quorum', one, 'The policy has no line "quorum".'],
    ['two quorums', 'quorum none\nquorum none', 'Line 2 of the policy: the quorum is given twice.'],
    ['an unknown word', 'witnesses x', 'Line 1 of the policy: "witnesses" is none of log, witness, group and quorum.'],
    ['an unknown quorum', 'quorum x', 'Line 1 of the policy: no witness and no group above is named x.'],
    ['a quorum before its group', `${one}\nquorum g\ngroup g any one`, 'Line 2 of the policy: no witness and no group'],
    ['a member below', `group g any one\n${one}`, 'Line 1 of the policy: no witness and no group above is named one.'],
    ['a group in itself', `${one}\ngroup g any g`, 'Line 2 of the policy: no witness and no group above is named g.'],
    ['a name taken', `${one}\ngroup one any one`, 'Line 2 of the policy: the name one is taken.'],
    [
      'the name none',
      `witness none ${verifierKeyText(keyOf('fife'))}`,
      'Line 1 of the policy: the name none is taken.',
    ],
    ['a key twice', `${one}\n${one.replace('one', 'two')}`, 'Line 2 of the policy: this key is in the policy already.'],
    ['a member twice', `${one}\ngroup g 2 one one`, 'Line 2 of the policy: one is a member of a group already.'],
    [
      'a member of two groups',
      `${one}\n${two}\ngroup g any one\ngroup h any two one`,
      'Line 4 of the policy: one is a member of a group already.',
    ],
    ['too many of few', `${one}\ngroup g 2 one`, 'Line 2 of the policy: of 1 members, "all", "any" or a number'],
    ['none of few', `${one}\ngroup g 0 one`, 'Line 2 of the policy: of 1 members, "all", "any" or a number'],
    ['no members', 'group g any', 'Line 1 of the policy: a group is "group <name> all|any|<number> <member> …".'],
    [
      'a log as witness',
      `witness w ${verifierKeyText(log)}`,
      'Line 1 of the policy: this is not the key of a witness.',
    ],
    [
      'a witness as log',
      `log ${verifierKeyText(keyOf('fife'))}`,
      'Line 1 of the policy: this is not the key of a log.',
    ],
    ['half a key', 'log log.example+00', 'Line 1 of the policy: A verifier key is <name>+<key id>+<key>.'],
    ['an address with a password', `${one} https://me:me@w.example`, 'Line 1 of the policy: the address must be'],
    ['plain http elsewhere', `${one} http://w.example`, 'Line 1 of the policy: the address must be an https address'],
    ['a control character', 'quorum\u000bnone', 'Line 1 of the policy: holds a control character.'],
    ['Windows line ends', 'quorum none\r\n', 'Line 1 of the policy: holds a control character.'],
    ['too much', '#'.repeat(70_000), 'The policy is longer than 65536 bytes.'],
  ])('is refused with %s', (_what, text, fault) => expect(() => parseWitnessPolicy(text)).toThrow(fault));
});
