// Package bench measures Candor as a large firm meets it: a million contacts, a
// million matters, ten million entries on the timeline, asked for over HTTP,
// behind walls, every look and change recorded and on disk before it is
// answered.
//
// It holds no tests; README.md has the figures and how to get them.
package bench
