package promiseweb

import (
	"context"

	"candor/internal/firm/staff"
	"candor/internal/kit/actor"
	"candor/internal/kit/civil"
	"candor/internal/kit/web"
)

type snoozeIn struct {
	PromiseID
	Body struct {
		Until  string `json:"until" format:"date" doc:"The reminder comes back when the office opens on this day."`
		Reason string `json:"reason" maxLength:"500"`
	}
}

func (h handlers) apiSnooze(ctx context.Context, who actor.Actor, in *snoozeIn) (*promiseOut, error) {
	on, err := civil.Parse(in.Body.Until)
	if err != nil {
		return nil, web.BadField("until", "Write the date as year-month-day, such as 2026-05-31.")
	}
	return h.after(ctx, who, in.PromiseID, h.Promises.Snooze(ctx, who, in.matter(), on, in.Body.Reason))
}

// after answers with the promise as it stands after an act on it.
func (h handlers) after(ctx context.Context, who actor.Actor, in PromiseID, err error) (*promiseOut, error) {
	if err != nil {
		return nil, err
	}
	return h.apiGet(ctx, who, &in)
}

func (h handlers) apiWake(ctx context.Context, who actor.Actor, in *PromiseID) (*promiseOut, error) {
	return h.after(ctx, who, *in, h.Promises.Wake(ctx, who, in.matter()))
}

type delegateIn struct {
	PromiseID
	Body struct {
		To   string `json:"to" doc:"The id of a member of staff."`
		Note string `json:"note,omitempty" maxLength:"500"`
	}
}

func (h handlers) apiDelegate(ctx context.Context, who actor.Actor, in *delegateIn) (*promiseOut, error) {
	return h.after(ctx, who, in.PromiseID, h.Promises.Delegate(ctx, who, in.matter(), staff.ID(in.Body.To), in.Body.Note))
}

func (h handlers) apiTakeBack(ctx context.Context, who actor.Actor, in *PromiseID) (*promiseOut, error) {
	return h.after(ctx, who, *in, h.Promises.TakeBack(ctx, who, in.matter()))
}

type settleIn struct {
	PromiseID
	Body struct {
		QuestionID string `json:"question_id" doc:"The question that was read; another is not settled."`
		Reason     string `json:"reason" maxLength:"500"`
	}
}

func (h handlers) apiSettle(ctx context.Context, who actor.Actor, in *settleIn) (*promiseOut, error) {
	_, err := h.Promises.Settle(ctx, who, in.matter(), in.Body.QuestionID, in.Body.Reason)
	return h.after(ctx, who, in.PromiseID, err)
}
