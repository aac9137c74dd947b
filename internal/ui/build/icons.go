package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

var svgBody = regexp.MustCompile(`(?s)<svg[^>]*>(.*)</svg>`)

// iconSprite joins the listed Tabler icons into one file of symbols, so that a
// page of a hundred rows names an icon instead of repeating its drawing.
func iconSprite(list, packages string) ([]byte, error) {
	names, err := os.ReadFile(list)
	if err != nil {
		return nil, fmt.Errorf("reading the list of icons: %w", err)
	}
	var sprite bytes.Buffer
	sprite.WriteString(`<svg xmlns="http://www.w3.org/2000/svg">`)
	for _, name := range strings.Fields(string(names)) {
		drawing, err := os.ReadFile(filepath.Join(packages, "@tabler/icons/icons/outline", name+".svg"))
		if err != nil {
			return nil, fmt.Errorf("drawing the icon %s: %w", name, err)
		}
		body := svgBody.FindSubmatch(drawing)
		if body == nil {
			return nil, fmt.Errorf("drawing the icon %s: no svg in its file", name)
		}
		fmt.Fprintf(&sprite, "\n<symbol id=%q viewBox=\"0 0 24 24\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.75\" stroke-linecap=\"round\" stroke-linejoin=\"round\">%s</symbol>", name, oneLine(body[1]))
	}
	sprite.WriteString("\n</svg>\n")
	return sprite.Bytes(), nil
}

func oneLine(drawing []byte) string {
	return strings.Join(strings.Fields(string(drawing)), " ")
}

// hashed names a file by its content, so that browsers may keep it for ever.
func hashed(name string, content []byte) file {
	sum := sha256.Sum256(content)
	ext := filepath.Ext(name)
	served := strings.TrimSuffix(name, ext) + "." + strings.ToUpper(hex.EncodeToString(sum[:4])) + ext
	return file{name: name, served: served, content: content}
}
