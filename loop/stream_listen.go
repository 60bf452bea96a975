package loop

// listening are the connections of a stream that listens: the one that has
// been accepted from the system and waits for Accept, and who is told of it.
type listening struct {
	onConnection func(err error)
}

// listenStream lets onConnection be called for each connection that comes; the
// socket listens already.
func (s *Stream) listenStream(onConnection func(err error)) {
	s.incoming.onConnection = onConnection
	s.state |= streamListening
	s.sock.want(ioRead)
	s.start()
}

// acceptReady takes one connection and tells of it. While that waits for Accept, no
// further one is taken.
func (s *Stream) acceptReady() {
	if s.incoming.first.valid() {
		s.sock.unwant(ioRead)
		return
	}
	c, err := s.sock.accept()
	if err == EMFILE || err == ENFILE {
		err = s.loop.shedConnection(s)
		if err == EAGAIN {
			return
		}
	}
	switch {
	case err == EAGAIN || err == ECONNABORTED:
		return
	case err == nil:
		s.incoming.first = c
	}
	if s.loop.Trace != nil {
		s.loop.trace("connection", s.all.of, err)
	}
	s.incoming.onConnection(err)
	s.loop.after()
	if s.incoming.first.valid() && s.sock.fd() >= 0 {
		s.sock.unwant(ioRead)
	}
}

// acceptor is a handle that can take a connection or a socket.
type acceptor interface {
	Handle
	FD() int
	adopt(c conn) error
}

// Accept gives client, a new TCP or Pipe, the connection that waits, or on a
// channel for handles the next handle that has come, for which client may be a
// UDP too. EAGAIN when there is none, EBUSY when client has a socket already,
// EINVAL when it can have none.
func (s *Stream) Accept(client Handle) error {
	c, ok := client.(acceptor)
	switch {
	case !ok || client.Closing():
		return EINVAL
	case !s.incoming.first.valid():
		return EAGAIN
	case c.FD() >= 0:
		return EBUSY
	}
	err := c.adopt(s.incoming.first)
	if err != nil {
		s.incoming.first.close()
	}
	s.nextIncoming()
	return err
}

// nextIncoming makes room for the next connection or handle.
func (s *Stream) nextIncoming() {
	in := &s.incoming
	in.first = noConn
	if len(in.more) > 0 {
		in.first = in.more[0]
		in.more = in.more[1:]
		return
	}
	in.more = nil
	if s.is(streamListening) {
		s.sock.want(ioRead)
	}
}

// incoming is what waits for Accept.
type incoming struct {
	listening
	// ipc makes the stream a channel for handles.
	ipc   bool
	first conn
	more  []conn
}

// closeIncoming closes what was not accepted.
func (s *Stream) closeIncoming() {
	if s.incoming.first.valid() {
		s.incoming.first.close()
	}
	for _, c := range s.incoming.more {
		c.close()
	}
	s.incoming.first, s.incoming.more = noConn, nil
}
