package name_test

import (
	"testing"

	"candor/internal/kit/name"
)

func BenchmarkMatch(b *testing.B) {
	x, y := name.Parse("María García López", name.Person)[0], name.Parse("Mario Garcia", name.Person)[0]
	for b.Loop() {
		name.Match(x, y, nil)
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		name.Parse("Müller, Jürgen", name.Person)
	}
}

func BenchmarkProbes(b *testing.B) {
	x := name.Parse("Robert van der Berg", name.Person)[0]
	for b.Loop() {
		name.Probes(x)
	}
}
