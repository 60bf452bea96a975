//go:build linux && !loopnet

package loop

import (
	"encoding/binary"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// inotify is a loop's one watching of files: what libuv tells apart (an
// attribute's change, a file's own removal) is what inotify itself says, so it
// is used directly.
type inotify struct {
	loop  *Loop
	io    ioWatcher
	paths map[int32]*list[*FSEvent]
}

type fsEventState struct {
	wd    int32
	place node[*FSEvent]
}

const inotifyMask = unix.IN_ATTRIB | unix.IN_CREATE | unix.IN_MODIFY | unix.IN_DELETE | unix.IN_DELETE_SELF |
	unix.IN_MOVE_SELF | unix.IN_MOVED_FROM | unix.IN_MOVED_TO

// watching opens the loop's inotify when it is first needed.
func (l *Loop) watching() (*inotify, error) {
	if l.files == nil {
		fd, err := unix.InotifyInit1(unix.IN_NONBLOCK | unix.IN_CLOEXEC)
		if err != nil {
			return nil, errnoOf(err)
		}
		in := &inotify{loop: l, paths: map[int32]*list[*FSEvent]{}}
		in.io.fd, in.io.owner = fd, in
		l.watch(&in.io, ioRead)
		l.files = in
	}
	return l.files, nil
}

func (l *Loop) closeWatching() {
	if in := l.files; in != nil {
		fd := in.io.fd
		l.forget(&in.io)
		unix.Close(fd)
		l.files = nil
	}
}

func (e *FSEvent) begin(path string) error {
	in, err := e.loop.watching()
	if err != nil {
		return err
	}
	wd, err := unix.InotifyAddWatch(in.io.fd, path, inotifyMask)
	if err != nil {
		return errnoOf(err)
	}
	on := in.paths[int32(wd)]
	if on == nil {
		on = new(list[*FSEvent])
		on.init()
		in.paths[int32(wd)] = on
	}
	e.wd, e.place.of = int32(wd), e
	on.pushBack(&e.place)
	return nil
}

func (e *FSEvent) end() {
	in := e.loop.files
	e.place.remove()
	if on := in.paths[e.wd]; on != nil && on.empty() {
		delete(in.paths, e.wd)
		unix.InotifyRmWatch(in.io.fd, uint32(e.wd)) // fails when the file is gone
	}
}

// ioReady reads what has happened. A record is a watch, a mask, a cookie, a
// length and a name padded with NULs.
func (in *inotify) ioReady(ioEvents) {
	var buf [4096]byte
	for in.io.fd >= 0 {
		n, err := unix.Read(in.io.fd, buf[:])
		if err == unix.EINTR {
			continue
		}
		if n <= 0 {
			return
		}
		for b := buf[:n]; len(b) >= unix.SizeofInotifyEvent; {
			wd := int32(binary.NativeEndian.Uint32(b))
			mask := binary.NativeEndian.Uint32(b[4:])
			end := unix.SizeofInotifyEvent + int(binary.NativeEndian.Uint32(b[12:]))
			in.deliver(wd, mask, unix.ByteSliceToString(b[unix.SizeofInotifyEvent:end]))
			b = b[end:]
		}
	}
}

func (in *inotify) deliver(wd int32, mask uint32, name string) {
	on := in.paths[wd]
	if on == nil || mask&unix.IN_IGNORED != 0 {
		return
	}
	var events FSEvents
	if mask&(unix.IN_ATTRIB|unix.IN_MODIFY) != 0 {
		events |= FSChange
	}
	if mask&^(unix.IN_ATTRIB|unix.IN_MODIFY|unix.IN_ISDIR) != 0 {
		events |= FSRename
	}
	var watching []*FSEvent
	for n := on.root.next; n != &on.root; n = n.next {
		watching = append(watching, n.of)
	}
	for _, e := range watching {
		if !e.Active() || e.wd != wd {
			continue
		}
		entry := name
		if entry == "" {
			entry = filepath.Base(e.path)
		}
		e.call(entry, events, nil)
	}
}
