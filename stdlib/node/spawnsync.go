package node

import (
	"bytes"

	"gojs/loop"
	"gojs/vm"
)

// The binding spawn_sync: a child that is waited for, with a loop of its own.

func init() {
	declareBinding("spawn_sync", fn("spawn", 1, spawnSync))
}

// syncRun is a child being waited for.
type syncRun struct {
	l         *loop.Loop
	process   *loop.Process
	pipes     []*syncPipe // by descriptor, nil where there is none
	timer     *loop.Timer
	signal    int // that kills it
	maxBuffer float64
	code      int64
	signum    int
	err       error // why it was killed, or what failed
	killed    bool
}

// syncPipe is a pipe to it.
type syncPipe struct {
	pipe   *loop.Pipe
	input  []byte
	reads  bool
	writes bool
	out    bytes.Buffer
}

// spawnSync is spawn ( options ): an object with pid, status, signal, output,
// and error where there was one.
func spawnSync(c *vm.Call) vm.Value {
	s, o := Of(c.VM), c.Obj(c.Arg(0))
	opts := s.spawnOptions(c, o)
	r := &syncRun{signal: int(c.ToInt32(c.Get(o, c.Key("killSignal"))))}
	if r.signal == 0 {
		r.signal = sigterm
	}
	if v := c.Get(o, c.Key("maxBuffer")); v.IsNumber() {
		r.maxBuffer = v.Float()
	}
	timeout := int64(0)
	if v := c.Get(o, c.Key("timeout")); v.IsNumber() && v.Float() > 0 {
		timeout = int64(min(v.Float(), maxDelay))
	}
	var err error
	if r.l, err = loop.New(); err != nil {
		return r.result(c, err)
	}
	defer func() { _ = r.l.Close() }()
	opts.Stdio, err = stdioOption(c, o, func(kind string, d *vm.Object) (loop.Stdio, error) {
		r.pipes = append(r.pipes, nil)
		switch kind {
		case "ignore":
			return loop.Stdio{}, nil
		case "pipe", "overlapped":
			return loop.Stdio{Kind: loop.StdioPipe, Pipe: r.addPipe(c, d)}, nil
		case "wrap":
			return loop.Stdio{}, loop.EINVAL
		}
		return stdioFD(c, d), nil
	})
	if err == nil {
		s.prepareSpawn()
		err = r.run(opts, timeout)
	}
	r.closeAll()
	return r.result(c, err)
}

func (r *syncRun) addPipe(c *vm.Call, d *vm.Object) *loop.Pipe {
	p := &syncPipe{pipe: r.l.NewPipe(false)}
	// The child's view: what it reads is written here.
	p.writes = c.ToBoolean(c.Get(d, c.Key("readable")))
	p.reads = c.ToBoolean(c.Get(d, c.Key("writable")))
	if v := c.Get(d, c.Key("input")); v.IsObject() {
		p.input = bytes.Clone(viewBytes(c.VM, v)) // it is written while the loop turns
	}
	r.pipes[len(r.pipes)-1] = p
	return p.pipe
}

// run starts the child and turns until it has ended and its pipes are empty.
func (r *syncRun) run(opts *loop.SpawnOptions, timeout int64) error {
	var err error
	r.process, err = r.l.Spawn(opts, func(code int64, signum int) {
		r.code, r.signum = code, signum
		if r.timer != nil {
			r.timer.Close(nil)
			r.timer = nil
		}
	})
	if err != nil {
		return err
	}
	if timeout > 0 {
		r.timer = r.l.NewTimer(func() { r.kill(loop.ETIMEDOUT) })
		_ = r.timer.Start(timeout, 0) // it has a callback and is not closing
	}
	for _, p := range r.pipes {
		if p != nil {
			r.start(p)
		}
	}
	r.l.Run(loop.RunDefault)
	return nil
}

func (r *syncRun) start(p *syncPipe) {
	if p.writes {
		end := func(err error) {
			if err != nil && err != loop.EPIPE {
				r.fail(err)
			}
			if _, err := p.pipe.Shutdown(nil); err != nil && err != loop.ENOTCONN && err != loop.EPIPE {
				r.fail(err)
			}
		}
		if len(p.input) == 0 {
			end(nil)
		} else if _, err := p.pipe.Write(end, p.input); err != nil {
			end(err)
		}
	}
	if !p.reads {
		return
	}
	err := p.pipe.ReadStart(nil, func(data []byte, err error) {
		if err != nil {
			p.pipe.ReadStop()
			if err != loop.EOF && err != loop.ECONNRESET {
				r.fail(err)
			}
			return
		}
		p.out.Write(data)
		if r.maxBuffer > 0 && float64(p.out.Len()) > r.maxBuffer {
			r.kill(loop.ENOBUFS)
		}
	})
	if err != nil {
		r.fail(err)
	}
}

func (r *syncRun) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// kill ends the child and stops to listen to its pipes: others may hold them.
func (r *syncRun) kill(why error) {
	if r.killed {
		return
	}
	r.killed = true
	r.fail(why)
	for _, p := range r.pipes {
		if p != nil {
			p.pipe.Close(nil)
		}
	}
	if r.process != nil && r.process.Kill(r.signal) != nil {
		_ = r.process.Kill(sigkill) // ESRCH: it has ended
	}
	if r.timer != nil {
		r.timer.Close(nil)
		r.timer = nil
	}
}

func (r *syncRun) closeAll() {
	for _, p := range r.pipes {
		if p != nil {
			p.pipe.Close(nil)
		}
	}
	if r.process != nil {
		r.process.Close(nil)
	}
	if r.timer != nil {
		r.timer.Close(nil)
	}
	r.l.Run(loop.RunDefault)
}

// result is what spawn returns.
func (r *syncRun) result(c *vm.Call, err error) vm.Value {
	o := c.NewObject()
	set := func(key string, v vm.Value) { c.CreateDataProperty(o, c.Key(key), v) }
	ran := err == nil && r.process != nil
	pid := 0
	if ran {
		pid = r.process.PID()
	}
	set("pid", vm.IntValue(int32(pid)))
	if err == nil {
		err = r.err
	}
	if err != nil {
		set("error", status(errnoOf(err)))
	}
	if !ran {
		set("status", vm.Null)
		set("signal", vm.Null)
		set("output", vm.Null)
		return c.ObjectValue(o)
	}
	set("status", vm.Null)
	if r.signum == 0 {
		set("status", vm.NumberValue(float64(r.code)))
	}
	set("signal", signalValue(c.VM, r.signum))
	output := c.NewArray(0)
	for _, p := range r.pipes {
		if p == nil || !p.reads {
			c.ArrayPush(output, vm.Null)
			continue
		}
		c.ArrayPush(output, Of(c.VM).buffer(bytes.Clone(p.out.Bytes())))
	}
	set("output", c.ObjectValue(output))
	return c.ObjectValue(o)
}

const (
	sigkill = 9
	sigterm = 15
)
