// Tlogcheck verifies checkpoints, tiles and proofs of an evidence log with Go's own transparency-log packages.
package main

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"math"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const usage = `tlogcheck checkpoint  KEYS CHECKPOINT
tlogcheck checkpoints KEYS CHECKPOINT...
tlogcheck tiles       KEYS FOLDER
tlogcheck inclusion   KEYS TLOG-PROOF [ENTRY]
tlogcheck consistency KEYS OLD-CHECKPOINT NEW-CHECKPOINT PROOF
`

func main() {
	commands := map[string]struct {
		least, most int
		run         func(known *verifiers, args []string) (string, error)
	}{
		"checkpoint":  {1, 1, checkpoint},
		"checkpoints": {1, math.MaxInt32, checkpoints},
		"tiles":       {1, 1, tiles},
		"inclusion":   {1, 2, inclusion},
		"consistency": {3, 3, consistency},
	}
	if len(os.Args) < 3 {
		exit(2, usage)
	}
	command, found := commands[os.Args[1]]
	if !found || len(os.Args) < 3+command.least || len(os.Args) > 3+command.most {
		exit(2, usage)
	}
	known, err := readVerifiers(os.Args[2])
	if err != nil {
		exit(1, "refused: "+err.Error()+"\n")
	}
	seen, err := command.run(known, os.Args[3:])
	if err != nil {
		exit(1, "refused: "+err.Error()+"\n")
	}
	fmt.Println("ok " + seen)
}

func exit(code int, text string) {
	fmt.Fprint(os.Stderr, text)
	os.Exit(code)
}

func checkpoint(known *verifiers, args []string) (string, error) {
	tree, opened, err := openCheckpoint(args[0], known)
	if err != nil {
		return "", err
	}
	witnesses := 0
	for _, signature := range opened.Sigs {
		if known.isWitness(signature.Name, signature.Hash) {
			witnesses++
		}
	}
	return fmt.Sprintf("size %d root %v signatures %d witnesses %d", tree.N, tree.Hash, len(opened.Sigs), witnesses), nil
}

// checkpoints says of each file, on a line of its own, what checkpoint says of it alone.
func checkpoints(known *verifiers, files []string) (string, error) {
	answers := []string{fmt.Sprintf("%d checkpoints", len(files))}
	for _, file := range files {
		seen, err := checkpoint(known, []string{file})
		if err != nil {
			answers = append(answers, "refused: "+err.Error())
		} else {
			answers = append(answers, "ok "+seen)
		}
	}
	return strings.Join(answers, "\n"), nil
}

func inclusion(known *verifiers, args []string) (string, error) {
	text, err := os.ReadFile(args[0])
	if err != nil {
		return "", err
	}
	index, proof, entry, signed, err := parseTlogProof(text)
	if err != nil {
		return "", err
	}
	if len(args) > 1 {
		if entry, err = os.ReadFile(args[1]); err != nil {
			return "", err
		}
	}
	if entry == nil {
		return "", errors.New("a tlog-proof without its entry")
	}
	tree, _, err := parseCheckpoint(signed, known)
	if err != nil {
		return "", err
	}
	if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry)); err != nil {
		return "", err
	}
	return fmt.Sprintf("index %d of %d", index, tree.N), nil
}

func consistency(known *verifiers, args []string) (string, error) {
	older, _, err := openCheckpoint(args[0], known)
	if err != nil {
		return "", fmt.Errorf("older checkpoint: %w", err)
	}
	newer, _, err := openCheckpoint(args[1], known)
	if err != nil {
		return "", fmt.Errorf("newer checkpoint: %w", err)
	}
	text, err := os.ReadFile(args[2])
	if err != nil {
		return "", err
	}
	proof, err := parseHashes(strings.Fields(string(text)))
	if err != nil {
		return "", err
	}
	if err := tlog.CheckTree(proof, newer.N, newer.Hash, older.N, older.Hash); err != nil {
		return "", err
	}
	return fmt.Sprintf("%d to %d", older.N, newer.N), nil
}

// parseTlogProof reads https://c2sp.org/tlog-proof, whose extra data is the entry where there is any.
func parseTlogProof(text []byte) (int64, []tlog.Hash, []byte, []byte, error) {
	header, signed, found := bytes.Cut(text, []byte("\n\n"))
	lines := strings.Split(string(header), "\n")
	if !found || lines[0] != "c2sp.org/tlog-proof@v1" {
		return 0, nil, nil, nil, errors.New("not a tlog-proof")
	}
	lines = lines[1:]
	var entry []byte
	if len(lines) > 0 && strings.HasPrefix(lines[0], "extra ") {
		var err error
		if entry, err = base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[0], "extra ")); err != nil {
			return 0, nil, nil, nil, err
		}
		lines = lines[1:]
	}
	var index int64
	if len(lines) == 0 {
		return 0, nil, nil, nil, errors.New("a tlog-proof without an index")
	}
	if _, err := fmt.Sscanf(lines[0], "index %d", &index); err != nil {
		return 0, nil, nil, nil, fmt.Errorf("a tlog-proof without an index: %w", err)
	}
	proof, err := parseHashes(lines[1:])
	return index, proof, entry, signed, err
}

func parseHashes(lines []string) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, 0, len(lines))
	for _, line := range lines {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return nil, err
		}
		hashes = append(hashes, hash)
	}
	return hashes, nil
}

func openCheckpoint(file string, known *verifiers) (tlog.Tree, *note.Note, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return tlog.Tree{}, nil, err
	}
	return parseCheckpoint(text, known)
}

// parseCheckpoint reads https://c2sp.org/tlog-checkpoint, signed by the log at least.
func parseCheckpoint(text []byte, known *verifiers) (tlog.Tree, *note.Note, error) {
	opened, err := note.Open(text, known)
	if err != nil {
		return tlog.Tree{}, nil, err
	}
	lines := strings.SplitN(opened.Text, "\n", 4)
	if len(lines) < 4 {
		return tlog.Tree{}, nil, errors.New("malformed checkpoint")
	}
	signed := false
	for _, signature := range opened.Sigs {
		signed = signed || !known.isWitness(signature.Name, signature.Hash)
	}
	if !signed {
		return tlog.Tree{}, nil, fmt.Errorf("the log %s itself has not signed", lines[0])
	}
	var tree tlog.Tree
	if _, err := fmt.Sscanf(lines[1], "%d", &tree.N); err != nil || fmt.Sprint(tree.N) != lines[1] {
		return tlog.Tree{}, nil, errors.New("malformed size")
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return tlog.Tree{}, nil, errors.New("malformed root")
	}
	copy(tree.Hash[:], root)
	return tree, opened, nil
}
