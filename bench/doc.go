// Package bench measures Candor as a busy firm meets it: a hundred thousand
// contacts, twenty thousand matters, two hundred thousand entries on the
// timeline, asked for over HTTP, behind walls, every look and change recorded.
//
// It holds no tests; docs/benchmarks.md has the figures and how to get them.
package bench
