//go:build !linux || loopnet

package loop

import (
	"path/filepath"

	"github.com/fsnotify/fsnotify"
)

// inotify is Linux's alone.
type inotify struct{}

func (l *Loop) closeWatching() {}

type fsEventState struct{ watcher *fsnotify.Watcher }

func (e *FSEvent) begin(path string) error {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return errnoOf(err)
	}
	if err := w.Add(path); err != nil {
		w.Close()
		return errnoOf(err)
	}
	e.watcher = w
	go e.forward(w)
	return nil
}

func (e *FSEvent) end() {
	e.watcher.Close()
	e.watcher = nil
}

// forward posts what happens to the loop, until the watcher is closed.
func (e *FSEvent) forward(w *fsnotify.Watcher) {
	post := func(name string, events FSEvents, err error) {
		e.loop.Post(func() {
			if e.watcher == w {
				e.call(name, events, err)
			}
		})
	}
	for {
		select {
		case ev, ok := <-w.Events:
			if !ok {
				return
			}
			events := FSChange
			if ev.Has(fsnotify.Create) || ev.Has(fsnotify.Remove) || ev.Has(fsnotify.Rename) {
				events = FSRename
			}
			post(filepath.Base(ev.Name), events, nil)
		case err, ok := <-w.Errors:
			if !ok {
				return
			}
			post("", 0, errnoOf(err))
		}
	}
}
