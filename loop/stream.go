package loop

// Stream is what TCP, Pipe and TTY have in common: bytes in both directions, a
// queue of writes, connections to accept. Methods are called on the loop's goroutine.
//
// It is active while it reads or listens. Writes, connecting and shutting down
// are requests that keep the loop alive themselves.
type Stream struct {
	handle
	sock  sock
	state streamState

	alloc func(size int) []byte
	read  func(data []byte, err error)

	writes    writeQueue // not yet written as a whole
	written   []*WriteReq
	queueSize int
	fed       bool // in the loop's pending queue

	connecting *ConnectReq
	shutting   *ShutdownReq
	// delayed is an error that a request which began well ends with.
	delayed error

	incoming incoming
}

type streamState uint8

const (
	streamReading streamState = 1 << iota
	streamReadable
	streamWritable
	streamShut
	streamBlockingWrites
	streamListening
)

func (s *Stream) is(f streamState) bool { return s.state&f != 0 }

// suggestedSize is how large a buffer alloc is asked for.
const suggestedSize = 64 << 10

// maxReads bounds how many buffers are read in one go, so that one peer that
// never stops does not starve the others.
const maxReads = 32

// Readable tells whether the stream is open for reading.
func (s *Stream) Readable() bool { return s.is(streamReadable) }

// Writable tells whether the stream is open for writing.
func (s *Stream) Writable() bool { return s.is(streamWritable) }

// WriteQueueSize is how many bytes wait to be written.
func (s *Stream) WriteQueueSize() int { return s.queueSize }

// FD is the descriptor, -1 when there is none.
func (s *Stream) FD() int { return s.sock.fd() }

// ReadStart lets read be called with what arrives, until ReadStop, an error or
// the end, which is EOF; after the last two reading has stopped. alloc gives
// the buffer for each read, of about the size that it is asked for; where it is
// nil the data are in a buffer of the loop and good until read returns. An
// empty buffer from alloc is ENOBUFS.
//
// EALREADY when the stream reads already, ENOTCONN when it is not open for
// reading, EINVAL when it is closing.
func (s *Stream) ReadStart(alloc func(size int) []byte, read func(data []byte, err error)) error {
	switch {
	case s.Closing() || read == nil:
		return EINVAL
	case s.is(streamReading):
		return EALREADY
	case !s.is(streamReadable):
		return ENOTCONN
	}
	s.alloc, s.read = alloc, read
	s.state |= streamReading
	s.sock.want(ioRead)
	s.start()
	return nil
}

// ReadStop ends reading. It may be called inside the callback.
func (s *Stream) ReadStop() {
	if !s.is(streamReading) {
		return
	}
	s.state &^= streamReading
	s.sock.unwant(ioRead)
	s.stop()
	s.alloc, s.read = nil, nil
}

// SetBlocking makes writes wait until everything is written. Reading is not affected.
func (s *Stream) SetBlocking(on bool) error {
	if s.sock.fd() < 0 {
		return EBADF
	}
	s.state &^= streamBlockingWrites
	if on {
		s.state |= streamBlockingWrites
	}
	return nil
}

// opened makes the stream ready for use after sock has been set.
func (s *Stream) opened(f streamState) { s.state |= f & (streamReadable | streamWritable) }

// sockReady is called when the socket can be read or written.
func (s *Stream) sockReady(ev ioEvents) {
	if s.is(streamListening) {
		s.acceptReady()
		return
	}
	if s.connecting != nil {
		s.connected()
		return
	}
	if ev&(ioRead|ioFailed) != 0 {
		s.readReady(ev&ioFailed != 0)
	}
	if s.sock.fd() < 0 {
		return
	}
	if ev&(ioWrite|ioFailed) != 0 {
		s.writeReady()
	}
}

// readReady reads what there is. A read that does not fill its buffer has taken
// everything, so none is made to find out; but when the peer has hung up, the end
// lies behind.
func (s *Stream) readReady(hungUp bool) {
	for range maxReads {
		if !s.is(streamReading) {
			return
		}
		buf := s.buffer()
		if len(buf) == 0 {
			s.callRead(nil, ENOBUFS)
			return
		}
		n, err := s.receive(buf)
		switch {
		case err == EAGAIN:
			s.sock.want(ioRead)
			return
		case err != nil:
			s.readEnd(err)
			return
		case n == 0:
			s.readEnd(EOF)
			return
		}
		all := n < len(buf) && !hungUp
		s.callRead(buf[:n], nil)
		if all {
			return
		}
	}
}

func (s *Stream) buffer() []byte {
	if s.alloc == nil {
		return s.loop.shared()
	}
	return s.alloc(suggestedSize)
}

// receive reads once, with the descriptors that come along on a channel for them.
func (s *Stream) receive(buf []byte) (int, error) {
	if s.incoming.ipc {
		return s.receiveFDs(buf)
	}
	return s.sock.read(buf)
}

func (s *Stream) callRead(data []byte, err error) {
	if s.loop.Trace != nil {
		s.loop.trace("read", s.all.of, len(data), err)
	}
	s.read(data, err)
	s.loop.after()
}

// readEnd stops reading because of an error or the end.
func (s *Stream) readEnd(err error) {
	read := s.read
	s.ReadStop()
	if s.loop.Trace != nil {
		s.loop.trace("read", s.all.of, 0, err)
	}
	read(nil, err)
	s.loop.after()
}

// closeStream is Close for all kinds of streams.
func (s *Stream) closeStream(done func()) {
	if s.Closing() {
		return
	}
	s.ReadStop()
	s.state &^= streamReadable | streamWritable | streamListening
	s.finish = s.endRequests
	s.closeIncoming()
	s.sock.close()
	s.beginClose(done)
}

// endRequests ends what was under way when the stream was closed.
func (s *Stream) endRequests() {
	if c := s.connecting; c != nil {
		s.connecting = nil
		c.finish(ECANCELED)
	}
	s.failWrites(ECANCELED)
	s.finishWrites()
	if r := s.shutting; r != nil {
		s.shutting = nil
		r.finish(ECANCELED)
	}
}

// runPending sees to writes that were done at once, to errors kept for later,
// and to a shutdown that had nothing to wait for.
func (s *Stream) runPending() {
	s.fed = false
	if s.Closing() {
		return // endRequests sees to the rest
	}
	if s.connecting != nil {
		s.connected()
		return
	}
	s.writeReady()
}

// feed lets runPending be called.
func (s *Stream) feed() {
	if !s.fed {
		s.fed = true
		s.loop.feed(s)
	}
}

// ConnectReq is a request to connect.
type ConnectReq struct {
	stream *Stream
	done   func(error)
}

func (c *ConnectReq) finish(err error) {
	l := c.stream.loop
	l.activeReqs--
	if l.Trace != nil {
		l.trace("connect", c.stream.all.of, err)
	}
	if c.done != nil {
		c.done(err)
	}
	l.after()
}

// beginConnect registers the request. The socket has begun to connect, or
// delayed says why not.
func (s *Stream) beginConnect(done func(error)) *ConnectReq {
	c := &ConnectReq{s, done}
	s.loop.activeReqs++
	s.connecting = c
	if s.delayed != nil {
		s.feed()
	} else {
		s.sock.want(ioWrite)
	}
	return c
}

// connected looks how connecting went.
func (s *Stream) connected() {
	err := s.delayed
	if err != nil {
		s.delayed = nil
	} else if err = s.sock.connectResult(); err == errInProgress {
		return
	}
	c := s.connecting
	s.connecting = nil
	if err != nil || s.writes.empty() {
		s.sock.unwant(ioWrite)
	}
	if err == nil {
		s.opened(streamReadable | streamWritable)
	}
	c.finish(err)
	if s.sock.fd() < 0 {
		return
	}
	if err != nil {
		s.failWrites(ECANCELED)
		s.finishWrites()
	} else if !s.writes.empty() || s.shutting != nil {
		s.feed()
	}
}
