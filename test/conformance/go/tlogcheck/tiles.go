package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

const tileHeight = 8

// folder serves the tiles of https://c2sp.org/tlog-tiles, whose paths leave out the height that sumdb writes.
type folder string

func (f folder) Height() int { return tileHeight }

func (f folder) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(wanted))
	for i, tile := range wanted {
		path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", tileHeight), "tile/", 1)
		content, err := os.ReadFile(filepath.Join(string(f), path))
		if err != nil {
			return nil, err
		}
		if len(content) != tile.W*tlog.HashSize {
			return nil, fmt.Errorf("%s is %d bytes long", path, len(content))
		}
		data[i] = content
	}
	return data, nil
}

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}

// entries reads the bundle of leaf entries that begins at first.
func (f folder) entries(first, size int64) ([][]byte, error) {
	tile := tlog.Tile{H: tileHeight, L: 0, N: first >> tileHeight, W: int(min(size-first, 1<<tileHeight))}
	path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/0/", tileHeight), "tile/entries/", 1)
	content, err := os.ReadFile(filepath.Join(string(f), path))
	if err != nil {
		return nil, err
	}
	reader := bytes.NewReader(content)
	var entries [][]byte
	for reader.Len() > 0 {
		var length uint16
		if err := binary.Read(reader, binary.BigEndian, &length); err != nil {
			return nil, err
		}
		entry := make([]byte, length)
		if n, err := reader.Read(entry); err != nil || n != int(length) {
			return nil, fmt.Errorf("%s ends within an entry", path)
		}
		entries = append(entries, entry)
	}
	if len(entries) != tile.W {
		return nil, fmt.Errorf("%s holds %d entries, not %d", path, len(entries), tile.W)
	}
	return entries, nil
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}

// tiles checks every entry against the signed root, and the consistency of a spread of earlier sizes.
func tiles(known *verifiers, args []string) (string, error) {
	source := folder(args[0])
	tree, _, err := openCheckpoint(filepath.Join(args[0], "checkpoint"), known)
	if err != nil {
		return "", err
	}
	reader := tlog.TileHashReader(tree, source)
	for first := int64(0); first < tree.N; first += 1 << tileHeight {
		entries, err := source.entries(first, tree.N)
		if err != nil {
			return "", err
		}
		for i, entry := range entries {
			if err := checkEntry(reader, tree, first+int64(i), entry); err != nil {
				return "", fmt.Errorf("entry %d: %w", first+int64(i), err)
			}
		}
	}
	checked, err := checkGrowth(reader, tree)
	return fmt.Sprintf("%d entries, consistent with %d earlier sizes", tree.N, checked), err
}

func checkEntry(reader tlog.HashReader, tree tlog.Tree, index int64, entry []byte) error {
	proof, err := tlog.ProveRecord(tree.N, index, reader)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry))
}

func checkGrowth(reader tlog.HashReader, tree tlog.Tree) (int, error) {
	checked := 0
	for size := int64(1); size <= tree.N; size += 1 + size/3 {
		older, err := tlog.TreeHash(size, reader)
		if err != nil {
			return checked, err
		}
		proof, err := tlog.ProveTree(tree.N, size, reader)
		if err != nil {
			return checked, err
		}
		if err := tlog.CheckTree(proof, tree.N, tree.Hash, size, older); err != nil {
			return checked, fmt.Errorf("size %d: %w", size, err)
		}
		checked++
	}
	return checked, nil
}
