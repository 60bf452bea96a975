package node

import (
	"gojs/loop"
	"gojs/vm"
)

// The handles that watch files: FSEvent calls onchange ( status, event, name ),
// StatWatcher calls onchange ( status, now, before ).

type fsEventHandle struct {
	handle
	event *loop.FSEvent
}

type statWatcherHandle struct {
	handle
	poll *loop.FSPoll
	big  bool
}

var (
	fsEventClass, statWatcherClass *class

	kOnchange = vm.NewKeyID("onchange")
)

func init() {
	fsEventClass = declareClass("FSEvent", newFSEvent, nil, append([]vm.Spec{fn("start", 2, fsEventStart)}, handleMethods...)...)
	statWatcherClass = declareClass("StatWatcher", newStatWatcher, nil, append([]vm.Spec{fn("start", 2, statWatcherStart)}, handleMethods...)...)
	declareBinding("fs_watch", fsEventClass.spec("FSEvent"), statWatcherClass.spec("StatWatcher"))
}

func newFSEvent(c *vm.Call) vm.Value {
	s := Of(c.VM)
	h := &fsEventHandle{event: s.host.Loop().NewFSEvent()}
	return s.newHandleObject(c, fsEventClass.prototype, &h.handle, h, h.event)
}

// fsEventStart is start ( path, bytes ): 0, or libuv's number of the error.
func fsEventStart(c *vm.Call) vm.Value {
	h := thisPart[*fsEventHandle](c)
	name, _ := fsPath(c, 0)
	asBytes := c.Arg(1) == vm.True
	return status(h.event.Start(name, 0, func(name string, events loop.FSEvents, err error) {
		h.callback(func(m *vm.VM, this *vm.Object) {
			event := "change"
			if events&loop.FSRename != 0 {
				event = "rename"
			}
			m.Call(m.Get(this, m.K(kOnchange)), m.ObjectValue(this), status(err), m.NewString(event), h.s.fsName(name, asBytes))
		})
	}))
}

// newStatWatcher is new StatWatcher ( big )
func newStatWatcher(c *vm.Call) vm.Value {
	s := Of(c.VM)
	h := &statWatcherHandle{poll: s.host.Loop().NewFSPoll(), big: c.Arg(0) == vm.True}
	return s.newHandleObject(c, statWatcherClass.prototype, &h.handle, h, h.poll)
}

// statWatcherStart is start ( path, interval )
func statWatcherStart(c *vm.Call) vm.Value {
	h := thisPart[*statWatcherHandle](c)
	name, _ := fsPath(c, 0)
	return status(h.poll.Start(name, intArg(c, 1), func(err error, before, now loop.FileInfo) {
		h.callback(func(m *vm.VM, this *vm.Object) {
			m.Call(m.Get(this, m.K(kOnchange)), m.ObjectValue(this), status(err),
				fsStats{statNumbers(&now), h.big}.value(m), fsStats{statNumbers(&before), h.big}.value(m))
		})
	}))
}
