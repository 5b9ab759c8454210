package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// verifiers are the keys of logs, which sumdb/note knows, and of witnesses, whose kind of signature came later.
type verifiers struct {
	logs      note.Verifiers
	witnesses []*witness
}

func readVerifiers(file string) (*verifiers, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var logs []note.Verifier
	known := &verifiers{}
	for _, line := range strings.Split(string(text), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if witness, err := parseWitness(line); err == nil {
			known.witnesses = append(known.witnesses, witness)
			continue
		}
		verifier, err := note.NewVerifier(line)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", line, err)
		}
		logs = append(logs, verifier)
	}
	known.logs = note.VerifierList(logs...)
	return known, nil
}

func (known *verifiers) Verifier(name string, hash uint32) (note.Verifier, error) {
	for _, witness := range known.witnesses {
		if witness.name == name && witness.hash == hash {
			return witness, nil
		}
	}
	return known.logs.Verifier(name, hash)
}

func (known *verifiers) isWitness(name string, hash uint32) bool {
	for _, witness := range known.witnesses {
		if witness.name == name && witness.hash == hash {
			return true
		}
	}
	return false
}

// witness verifies https://c2sp.org/tlog-cosignature, version 1.
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

const cosignatureV1 = 4

func parseWitness(text string) (*witness, error) {
	parts := strings.SplitN(text, "+", 3)
	if len(parts) != 3 {
		return nil, fmt.Errorf("not a verifier key")
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) != 1+ed25519.PublicKeySize || key[0] != cosignatureV1 {
		return nil, fmt.Errorf("not the verifier key of a witness")
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), key...))
	hash := binary.BigEndian.Uint32(sum[:])
	if fmt.Sprintf("%08x", hash) != parts[1] {
		return nil, fmt.Errorf("the key id does not fit the key")
	}
	return &witness{name: parts[0], hash: hash, key: key[1:]}, nil
}

func (w *witness) Name() string    { return w.name }
func (w *witness) KeyHash() uint32 { return w.hash }

func (w *witness) Verify(body, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	time := binary.BigEndian.Uint64(signature)
	message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", time, body)
	return ed25519.Verify(w.key, []byte(message), signature[8:])
}
