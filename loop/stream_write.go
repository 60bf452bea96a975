package loop

// WriteReq is a request to write.
type WriteReq struct {
	stream *Stream
	done   func(error)
	bufs   [][]byte // what is left to write
	left   int      // bytes in it
	err    error
	next   *WriteReq
	few    [2][]byte // room for bufs
	send   int       // a descriptor to go with the first byte, -1 for none
}

// writeQueue are the writes that wait, in their order.
type writeQueue struct{ first, last *WriteReq }

func (q *writeQueue) empty() bool { return q.first == nil }

func (q *writeQueue) push(r *WriteReq) {
	if q.first == nil {
		q.first = r
	} else {
		q.last.next = r
	}
	q.last = r
}

func (q *writeQueue) pop() *WriteReq {
	r := q.first
	q.first = r.next
	if q.first == nil {
		q.last = nil
	}
	r.next = nil
	return r
}

// Write writes the buffers, in the order of the calls, as much as possible at
// once; they must not change before done, which is called later in any case.
// ECANCELED when the stream is closed before all is written. The error Write
// itself returns is EPIPE when the stream is not open for writing, EBADF when it has no
// descriptor; done is not called then.
func (s *Stream) Write(done func(error), bufs ...[]byte) (*WriteReq, error) {
	return s.write(done, -1, bufs)
}

func (s *Stream) write(done func(error), send int, bufs [][]byte) (*WriteReq, error) {
	if s.sock.fd() < 0 {
		return nil, EBADF
	}
	if !s.is(streamWritable) && s.connecting == nil {
		return nil, EPIPE
	}
	r := &WriteReq{stream: s, done: done, send: send}
	r.bufs = append(r.few[:0], bufs...)
	r.left = size(bufs)
	s.loop.activeReqs++
	idle := s.writes.empty() && s.connecting == nil
	s.queueSize += r.left
	s.writes.push(r)
	switch {
	case s.connecting != nil:
	case idle:
		s.writeSome()
	default:
		s.sock.want(ioWrite)
	}
	return r, nil
}

// TryWrite writes what can be written at once, and returns how many bytes that
// were. EAGAIN when nothing could be, or when other writes come before.
func (s *Stream) TryWrite(bufs ...[]byte) (int, error) {
	if s.connecting != nil || s.queueSize != 0 || !s.writes.empty() {
		return 0, EAGAIN
	}
	if s.sock.fd() < 0 {
		return 0, EBADF
	}
	if !s.is(streamWritable) {
		return 0, EPIPE
	}
	return s.sock.write(bufs)
}

// maxWriteTurns bounds how many times a large write is continued in one go.
const maxWriteTurns = 32

// writeSome writes until the queue is empty or the socket is full. Requests
// that are done go to written and are called back in the pending phase.
func (s *Stream) writeSome() {
	for turns := maxWriteTurns; !s.writes.empty() && (turns > 0 || s.is(streamBlockingWrites)); turns-- {
		r := s.writes.first
		n, err := s.writeOnce(r)
		if err == EAGAIN {
			if s.is(streamBlockingWrites) {
				s.sock.waitWritable()
				continue
			}
			s.sock.want(ioWrite)
			return
		}
		r.advance(n)
		s.queueSize -= n
		if err != nil {
			s.sock.unwant(ioWrite)
			r.err = err
		}
		if err != nil || r.left == 0 {
			s.writeDone(s.writes.pop())
		}
		if err != nil {
			return
		}
	}
	if !s.writes.empty() {
		s.sock.want(ioWrite)
	}
}

func (s *Stream) writeOnce(r *WriteReq) (int, error) {
	if r.send >= 0 {
		n, err := s.sendFD(r.bufs, r.send)
		if err == nil {
			r.send = -1
		}
		return n, err
	}
	if r.left == 0 {
		return 0, nil
	}
	return s.sock.write(r.bufs)
}

// advance takes what was written off the request.
func (r *WriteReq) advance(n int) {
	r.left -= n
	for n > 0 {
		if b := r.bufs[0]; n < len(b) {
			r.bufs[0] = b[n:]
			return
		}
		n -= len(r.bufs[0])
		r.bufs = r.bufs[1:]
	}
}

func (s *Stream) writeDone(r *WriteReq) {
	s.written = append(s.written, r)
	s.feed()
}

// failWrites ends all that waits with err.
func (s *Stream) failWrites(err error) {
	for !s.writes.empty() {
		r := s.writes.pop()
		r.err = err
		s.written = append(s.written, r)
	}
}

// finishWrites calls back for what is done.
func (s *Stream) finishWrites() {
	if len(s.written) == 0 {
		return
	}
	batch := s.written
	s.written = nil
	for i, r := range batch {
		batch[i] = nil
		s.queueSize -= r.left
		s.loop.activeReqs--
		r.bufs, r.few = nil, [2][]byte{}
		if s.loop.Trace != nil {
			s.loop.trace("write", s.all.of, r.err)
		}
		if r.done != nil {
			r.done(r.err)
		}
		s.loop.after()
	}
	if s.written == nil {
		s.written = batch[:0]
	}
}

// writeReady goes on writing, calls back, and shuts down when that was waiting
// for the queue.
func (s *Stream) writeReady() {
	if s.sock.fd() >= 0 {
		s.writeSome()
	}
	s.finishWrites()
	if s.writes.empty() && s.sock.fd() >= 0 {
		s.drained()
	}
}

// drained is called when the queue is empty.
func (s *Stream) drained() {
	s.sock.unwant(ioWrite)
	r := s.shutting
	if r == nil || s.Closing() {
		return
	}
	s.shutting = nil
	err := s.sock.shutdown()
	if err == nil {
		s.state |= streamShut
	} else if err == ENOTCONN {
		// The peer is gone already, which is as good.
		err = nil
	}
	r.finish(err)
}

// ShutdownReq is a request to end writing.
type ShutdownReq struct {
	stream *Stream
	done   func(error)
}

func (r *ShutdownReq) finish(err error) {
	l := r.stream.loop
	l.activeReqs--
	if l.Trace != nil {
		l.trace("shutdown", r.stream.all.of, err)
	}
	if r.done != nil {
		r.done(err)
	}
	l.after()
}

// Shutdown closes the writing half when all that waits has been written.
// Reading goes on. ENOTCONN when the stream is not open for writing.
func (s *Stream) Shutdown(done func(error)) (*ShutdownReq, error) {
	if !s.is(streamWritable) || s.is(streamShut) || s.shutting != nil || s.Closing() {
		return nil, ENOTCONN
	}
	r := &ShutdownReq{s, done}
	s.loop.activeReqs++
	s.shutting = r
	s.state &^= streamWritable
	if s.writes.empty() {
		s.feed()
	}
	return r, nil
}
