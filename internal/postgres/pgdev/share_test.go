package pgdev

import "testing"

func TestTwoProgramsShareOneServer(t *testing.T) {
	t.Parallel()
	for _, one := range []struct {
		name string
		end  func(*started)
	}{
		{"the first stops", (*started).stop},
		{"the first is killed", (*started).kill},
	} {
		t.Run(one.name, func(t *testing.T) {
			t.Parallel()
			b := first(t).prepared()
			starter := b.startReady()
			joiner := b.startReady()
			if starter.pid != joiner.pid {
				t.Fatalf("servers %d and %d", starter.pid, joiner.pid)
			}
			starter.order("note starter", "noted")
			joiner.order("note joiner", "noted")
			one.end(starter)

			if got := joiner.order("notes", "notes"); got != "joiner starter" {
				t.Errorf("found %q", got)
			}
			third := b.startReady()
			if third.pid != joiner.pid {
				t.Errorf("the third program started a server of its own")
			}
			third.stop()
			joiner.order("note alone", "noted")
			joiner.stop()
			if b.alive(joiner.pid) {
				t.Error("the server outlives the last program that used it")
			}
		})
	}
}

func TestProgramsThatStartAtTheSameInstantShareOneServer(t *testing.T) {
	t.Parallel()
	b := first(t)
	all := []*started{b.start(), b.start(), b.start()}
	for _, p := range all {
		p.ready()
		if p.pid != all[0].pid {
			t.Errorf("servers %d and %d", all[0].pid, p.pid)
		}
	}
	for _, p := range all {
		p.stop()
	}
	if b.alive(all[0].pid) {
		t.Error("the server outlives its programs")
	}
}
