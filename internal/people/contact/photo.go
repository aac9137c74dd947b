package contact

import (
	"bytes"
	"context"
	"image"
	"image/draw"
	_ "image/gif" // photos come as they come
	"image/jpeg"
	_ "image/png"
	"io"

	ximage "golang.org/x/image/draw"

	"candor/internal/firm/access"
	"candor/internal/kit/actor"
	"candor/internal/kit/blob"
	"candor/internal/kit/db"
	"candor/internal/kit/errs"
)

const (
	photoSide   = 320              // pixels
	photoBytes  = 10 << 20         // of the file given
	photoPixels = 60 * 1000 * 1000 // of the picture in it
)

// SetPhoto gives a contact a face. The picture is cut square and made anew, so
// that nothing hidden in the file (place, camera) is kept.
//
// Returns Invalid if it is no picture or too large.
func (s *Service) SetPhoto(ctx context.Context, who actor.Actor, contact ID, r io.Reader) error {
	face, err := square(r)
	if err != nil {
		return err
	}
	shelf, err := s.files.Firm(who.Firm)
	if err != nil {
		return err
	}
	ref, err := shelf.Put(ctx, bytes.NewReader(face))
	if err != nil {
		return err
	}
	return s.face(ctx, who, contact, ref.Sum.String(), "contact.photo_set")
}

// RemovePhoto takes the face away.
func (s *Service) RemovePhoto(ctx context.Context, who actor.Actor, contact ID) error {
	return s.face(ctx, who, contact, "", "contact.photo_removed")
}

func (s *Service) face(ctx context.Context, who actor.Actor, contact ID, sum, action string) error {
	return s.db.Write(ctx, who, func(ctx context.Context, tx *db.Tx) error {
		c, err := row(ctx, tx, contact)
		if err != nil {
			return err
		}
		if err := access.Allow(who, Editing); err != nil {
			return err
		}
		c.Photo, c.UpdatedAt = sum, tx.Now
		if err := tx.Update(ctx, &c); err != nil {
			return err
		}
		return tx.Record(action, c.About(), nil)
	})
}

// Photo opens a contact's picture, a JPEG.
func (s *Service) Photo(ctx context.Context, who actor.Actor, contact ID) (f io.ReadSeekCloser, err error) {
	if err := access.Allow(who, Reading); err != nil {
		return nil, err
	}
	var c Contact
	err = s.db.Read(ctx, who, func(ctx context.Context, q db.Q) error {
		c, err = row(ctx, q, contact)
		return err
	})
	if err != nil {
		return nil, err
	}
	sum, err := blob.ParseSum(c.Photo)
	if err != nil {
		return nil, errs.Missing()
	}
	shelf, err := s.files.Firm(who.Firm)
	if err != nil {
		return nil, err
	}
	return shelf.Open(ctx, sum)
}

func square(r io.Reader) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(r, photoBytes+1))
	if err != nil {
		return nil, err
	}
	bad := errs.New(errs.Invalid, "Choose a picture (JPEG, PNG or GIF) of at most 10 MB.")
	cfg, _, err := image.DecodeConfig(bytes.NewReader(raw))
	if err != nil || len(raw) > photoBytes || cfg.Width*cfg.Height > photoPixels {
		return nil, bad
	}
	img, _, err := image.Decode(bytes.NewReader(raw))
	if err != nil {
		return nil, bad
	}
	b := img.Bounds()
	side := min(b.Dx(), b.Dy())
	cut := image.Rect(0, 0, side, side).Add(image.Pt(b.Min.X+(b.Dx()-side)/2, b.Min.Y+(b.Dy()-side)/3))
	out := image.NewRGBA(image.Rect(0, 0, photoSide, photoSide))
	draw.Draw(out, out.Bounds(), image.White, image.Point{}, draw.Src)
	ximage.CatmullRom.Scale(out, out.Bounds(), img, cut, draw.Over, nil)
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, out, &jpeg.Options{Quality: 85}); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}
