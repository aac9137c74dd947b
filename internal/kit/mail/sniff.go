package mail

import (
	"bytes"
	"path"
	"strings"
)

type magic struct {
	at   int
	sign string
	kind string
}

// sniff tells a file's type by its first bytes, or "" if they do not show it.
func sniff(b []byte) string {
	for _, m := range []magic{
		{0, "%PDF-", "application/pdf"}, {0, "\x89PNG\r\n\x1a\n", "image/png"}, {0, "\xff\xd8\xff", "image/jpeg"},
		{0, "GIF87a", "image/gif"}, {0, "GIF89a", "image/gif"}, {8, "WEBP", "image/webp"}, {0, "II*\x00", "image/tiff"},
		{0, "MM\x00*", "image/tiff"}, {4, "ftypheic", "image/heic"}, {4, "ftypavif", "image/avif"}, {4, "ftypM4A", "audio/mp4"}, {4, "ftyp", "video/mp4"},
		{8, "WAVE", "audio/wav"}, {0, "ID3", "audio/mpeg"}, {0, "OggS", "audio/ogg"}, {0, "#!AMR", "audio/amr"},
		{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"}, {0, "{\\rtf", "application/rtf"},
		{0, "\x1f\x8b", "application/gzip"}, {0, "7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"}, {0, "Rar!\x1a\x07", "application/vnd.rar"},
		{0, "MZ", "application/vnd.microsoft.portable-executable"}, {0, "\x7fELF", "application/x-elf"},
		{0, "\x78\x9f\x3e\x22", "application/ms-tnef"}, {0, "!<arch>", "application/x-archive"},
	} {
		if len(b) >= m.at+len(m.sign) && string(b[m.at:m.at+len(m.sign)]) == m.sign {
			return m.kind
		}
	}
	if bytes.HasPrefix(b, []byte("PK\x03\x04")) {
		return sniffZip(b)
	}
	return sniffMarkup(b)
}

// sniffZip tells office files from other archives by the names inside.
func sniffZip(b []byte) string {
	head := b[:min(len(b), 8192)]
	const office = "application/vnd.openxmlformats-officedocument."
	switch {
	case bytes.Contains(head, []byte("word/")):
		return office + "wordprocessingml.document"
	case bytes.Contains(head, []byte("xl/")):
		return office + "spreadsheetml.sheet"
	case bytes.Contains(head, []byte("ppt/")):
		return office + "presentationml.presentation"
	case bytes.Contains(head, []byte("mimetypeapplication/vnd.oasis.opendocument.text")):
		return "application/vnd.oasis.opendocument.text"
	}
	return "application/zip"
}

func sniffMarkup(b []byte) string {
	head := bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(b[:min(len(b), 512)], []byte("\xef\xbb\xbf"))))
	switch {
	case bytes.HasPrefix(head, []byte("<!doctype html")), bytes.HasPrefix(head, []byte("<html")), bytes.HasPrefix(head, []byte("<script")):
		return "text/html"
	case bytes.HasPrefix(head, []byte("<svg")), bytes.HasPrefix(head, []byte("<?xml")) && bytes.Contains(head, []byte("<svg")):
		return "image/svg+xml"
	}
	return ""
}

// akin tells types that may be one and the same file: an office file is a ZIP,
// and "octet-stream" claims nothing.
func akin(found, declared string) bool {
	switch {
	case declared == "" || declared == "application/octet-stream" || declared == "application/x-unknown":
		return true
	case strings.Replace(declared, "/x-", "/", 1) == strings.Replace(found, "/x-", "/", 1):
		return true
	case found == "application/zip", found == "application/x-ole-storage":
		return strings.HasPrefix(declared, "application/")
	case strings.HasPrefix(found, "application/vnd.openxmlformats"):
		return strings.HasPrefix(declared, "application/")
	}
	kind := found[:strings.IndexByte(found, '/')+1]
	return kind != "text/" && kind != "application/" && found != "image/svg+xml" && strings.HasPrefix(declared, kind)
}

func isProgram(kind, name string) bool {
	switch kind {
	case "application/vnd.microsoft.portable-executable", "application/x-elf":
		return true
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".exe", ".scr", ".bat", ".cmd", ".com", ".pif", ".js", ".jse", ".vbs", ".vbe", ".wsf", ".hta", ".msi", ".lnk", ".ps1", ".jar", ".reg", ".cpl", ".iso", ".chm":
		return true
	}
	return false
}

func extension(kind string) string {
	switch kind {
	case "application/pdf":
		return ".pdf"
	case "image/png", "image/gif", "image/webp", "image/tiff", "image/heic":
		return "." + kind[len("image/"):]
	case "image/jpeg", "image/jpg":
		return ".jpg"
	case "message/rfc822":
		return ".eml"
	case "text/plain", "message/delivery-status", "text/rfc822-headers", "message/disposition-notification":
		return ".txt"
	case "text/html":
		return ".html"
	case "text/calendar":
		return ".ics"
	case "text/vcard", "text/x-vcard":
		return ".vcf"
	case "application/zip":
		return ".zip"
	case "application/ms-tnef":
		return ".dat"
	case "application/pgp-signature", "application/pgp-encrypted":
		return ".asc"
	case "application/pkcs7-signature", "application/x-pkcs7-signature":
		return ".p7s"
	case "application/pkcs7-mime", "application/x-pkcs7-mime":
		return ".p7m"
	}
	return ".bin"
}
