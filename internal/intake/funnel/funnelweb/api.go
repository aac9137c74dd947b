package funnelweb

import (
	"context"

	"candor/internal/intake/funnel"
	"candor/internal/kit/actor"
)

// The types below are promises to programs: they change only by addition.

type apiCohort struct {
	Key       string `json:"key"`
	Inquiries int    `json:"inquiries"`
	Due       int    `json:"answers_due"`
	InTime    int    `json:"answered_in_time"`
	Qualified int    `json:"screened"`
	Met       int    `json:"met"`
	Signed    int    `json:"signed"`
	Ripe      bool   `json:"ripe" doc:"Old enough to be judged."`
}

type leadFunnelOut struct {
	Body struct {
		Since   string      `json:"since"`
		Months  []apiCohort `json:"months" nullable:"false"`
		Sources []apiCohort `json:"sources" nullable:"false"`
		Areas   []apiCohort `json:"areas" nullable:"false"`
	}
}

func (h handlers) apiFunnel(ctx context.Context, who actor.Actor, _ *struct{}) (*leadFunnelOut, error) {
	f, err := h.funnel.Get(ctx, who)
	o := &leadFunnelOut{}
	o.Body.Since, o.Body.Months, o.Body.Sources, o.Body.Areas = f.Since.String(), cohortsOf(f.Months), cohortsOf(f.Sources), cohortsOf(f.Areas)
	return o, err
}

func cohortsOf(cs []funnel.Cohort) []apiCohort {
	out := make([]apiCohort, 0, len(cs))
	for _, c := range cs {
		out = append(out, apiCohort{c.Key, c.Inquiries, c.Due, c.InTime, c.Qualified, c.Met, c.Signed, c.Ripe})
	}
	return out
}
