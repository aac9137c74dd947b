package signinweb

import (
	"context"
	"time"

	"candor/internal/firm/signin"
	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/web"
)

// The types below are promises to programs: they change only by addition.

type apiMe struct {
	ID       string   `json:"id"`
	Kind     string   `json:"kind" enum:"staff,guest,key"`
	Name     string   `json:"name"`
	Email    string   `json:"email"`
	Roles    []string `json:"roles"`
	Language string   `json:"language"`
	Theme    string   `json:"theme"`
	May      []string `json:"may" doc:"What whoever asks may do, by verb."`
}

type apiMeOut struct{ Body apiMe }

func (h handlers) apiMe(ctx context.Context, who actor.Actor, _ *struct{}) (*apiMeOut, error) {
	p, err := h.people.Get(ctx, who, staff.ID(who.ID))
	if err != nil {
		return nil, err
	}
	me := apiMe{ID: who.ID, Kind: string(who.Kind), Name: p.Name, Email: p.Email, Roles: p.Roles, Language: p.Lang, Theme: p.Theme}
	for _, v := range who.Grants.List() {
		me.May = append(me.May, string(v))
	}
	return &apiMeOut{me}, nil
}

type apiSession struct {
	ID        string    `json:"id"`
	Device    string    `json:"device"`
	IP        string    `json:"ip"`
	How       string    `json:"how"`
	Strong    bool      `json:"strong" doc:"Two factors, or a passkey."`
	Current   bool      `json:"current"`
	CreatedAt time.Time `json:"created_at"`
	SeenAt    time.Time `json:"seen_at" doc:"To the minute."`
	EndsAt    time.Time `json:"ends_at"`
}

type apiSessionsOut struct{ Body web.PageOut[apiSession] }

func (h handlers) apiSessions(ctx context.Context, who actor.Actor, _ *struct{}) (*apiSessionsOut, error) {
	ss, err := h.signin.Sessions(ctx, who)
	if err != nil {
		return nil, err
	}
	return &apiSessionsOut{web.Items(ss, "", func(s signin.Session) apiSession {
		return apiSession{s.ID, s.Device, s.IP, s.How, s.Strong, s.ID == who.Session, s.CreatedAt, s.SeenAt, s.EndsAt}
	})}, nil
}

type apiID struct {
	ID string `path:"id"`
}

func (h handlers) apiEndSession(ctx context.Context, who actor.Actor, in *apiID) (*struct{}, error) {
	return nil, h.signin.End(ctx, who, in.ID)
}

type apiKey struct {
	ID        string     `json:"id" readOnly:"true"`
	Name      string     `json:"name" minLength:"1" maxLength:"100"`
	Scopes    []string   `json:"scopes" minItems:"1" doc:"Verbs, a part of what you may do yourself."`
	EndsAt    *time.Time `json:"ends_at,omitempty"`
	CreatedAt time.Time  `json:"created_at" readOnly:"true"`
	UsedAt    *time.Time `json:"used_at,omitempty" readOnly:"true"`
	EndedAt   *time.Time `json:"ended_at,omitempty" readOnly:"true"`
	Secret    string     `json:"secret,omitempty" readOnly:"true" doc:"The key itself, in the answer that makes it and never again."`
}

func shownKey(k signin.Key) apiKey {
	return apiKey{ID: k.ID, Name: k.Name, Scopes: k.Scopes, EndsAt: k.EndsAt, CreatedAt: k.CreatedAt, UsedAt: k.UsedAt, EndedAt: k.EndedAt}
}

type apiKeysOut struct{ Body web.PageOut[apiKey] }

func (h handlers) apiKeys(ctx context.Context, who actor.Actor, _ *struct{}) (*apiKeysOut, error) {
	ks, err := h.signin.Keys(ctx, who)
	if err != nil {
		return nil, err
	}
	return &apiKeysOut{web.Items(ks, "", shownKey)}, nil
}

type apiKeyIn struct {
	Body struct {
		Name   string     `json:"name" minLength:"1" maxLength:"100"`
		Scopes []string   `json:"scopes" minItems:"1"`
		EndsAt *time.Time `json:"ends_at,omitempty"`
	}
}

type apiKeyOut struct{ Body apiKey }

func (h handlers) apiMakeKey(ctx context.Context, who actor.Actor, in *apiKeyIn) (*apiKeyOut, error) {
	k, text, err := h.signin.MakeKey(ctx, who, signin.NewKey{Name: in.Body.Name, Scopes: in.Body.Scopes, EndsAt: in.Body.EndsAt})
	if err != nil {
		return nil, err
	}
	out := shownKey(k)
	out.Secret = text
	return &apiKeyOut{out}, nil
}

func (h handlers) apiEndKey(ctx context.Context, who actor.Actor, in *apiID) (*struct{}, error) {
	return nil, h.signin.EndKey(ctx, who, in.ID)
}
