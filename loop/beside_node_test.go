//go:build unix && !loopnet

package loop

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestBesideNode measures the loop beside Node, in the same run. It runs when
// GOJS_BESIDE_NODE is set to the program to compare with, and prints ratios:
// above 1 the loop is faster.
func TestBesideNode(t *testing.T) {
	node := os.Getenv("GOJS_BESIDE_NODE")
	if node == "" {
		t.Skip("GOJS_BESIDE_NODE is not set")
	}
	dir := t.TempDir()
	for i := range 10000 {
		write(t, fmt.Sprintf("%s/%d", dir, i), strings.Repeat("x", 4096))
	}
	for _, c := range []struct {
		name   string
		loop   func(t *testing.T, l *Loop)
		script string
	}{
		{"echo 1 GB", echoGigabyte, nodeEcho},
		{"round trips", roundTrips, nodeRoundTrips},
		{"connections", connections, nodeConnections},
		{"1 M timers", millionTimers, nodeTimers},
		{"readFile 10,000", func(t *testing.T, l *Loop) { readFiles(t, l, dir) }, nodeReadFiles},
		{"spawn 200", spawns, nodeSpawns},
	} {
		t.Run(c.name, func(t *testing.T) {
			var ours, theirs time.Duration
			for range 3 {
				began := time.Now()
				l := newLoop(t)
				c.loop(t, l)
				l.Run(RunDefault)
				ours += time.Since(began)
				cmd := exec.Command(node, "-e", "const dir="+strconv.Quote(dir)+";const t0=process.hrtime.bigint();process.on('exit',()=>console.log(Number(process.hrtime.bigint()-t0)));"+c.script)
				var out bytes.Buffer
				cmd.Stdout, cmd.Stderr = &out, os.Stderr
				check(t, cmd.Run())
				ns, err := strconv.ParseInt(strings.TrimSpace(out.String()), 10, 64)
				check(t, err)
				theirs += time.Duration(ns)
			}
			t.Logf("loop %v, node %v, ratio %.2f", ours/3, theirs/3, float64(theirs)/float64(ours))
		})
	}
}

const gigabyte = 1 << 30

func echoGigabyte(t *testing.T, l *Loop) {
	server, addr := serve(t, l, func(c *TCP) {
		c.NoDelay(true)
		var resume func(error)
		var read func([]byte, error)
		read = func(data []byte, err error) {
			if err != nil {
				c.Close(nil)
				return
			}
			n, err := c.TryWrite(data)
			if err == nil && n == len(data) {
				return
			}
			c.ReadStop()
			c.Write(resume, bytes.Clone(data[max(n, 0):]))
		}
		resume = func(err error) {
			if err == nil && !c.Closing() {
				c.ReadStart(nil, read)
			}
		}
		c.ReadStart(nil, read)
	})
	chunk := make([]byte, 64<<10)
	dial(t, l, addr, func(c *TCP) {
		sent, got := 0, 0
		var next func(error)
		next = func(error) {
			for sent < gigabyte && c.WriteQueueSize() < 1<<20 {
				sent += len(chunk)
				c.Write(next, chunk)
			}
		}
		c.ReadStart(nil, func(data []byte, err error) {
			if got += len(data); got == gigabyte {
				c.Close(nil)
				server.Close(nil)
			}
		})
		next(nil)
	})
}

const nodeEcho = `const net=require('net');const N=1<<30;const chunk=Buffer.alloc(65536);
const s=net.createServer(c=>c.pipe(c)).listen(0,'127.0.0.1',()=>{const c=net.connect(s.address().port,'127.0.0.1',()=>{let sent=0,got=0;
const next=()=>{while(sent<N){sent+=chunk.length;if(!c.write(chunk)){c.once('drain',next);return}}};
c.on('data',d=>{got+=d.length;if(got===N){c.destroy();s.close()}});next()})})`

const trips = 50000

func roundTrips(t *testing.T, l *Loop) {
	server, addr := serve(t, l, func(c *TCP) {
		c.ReadStart(nil, func(data []byte, err error) {
			if err != nil {
				c.Close(nil)
				return
			}
			c.TryWrite(data)
		})
	})
	msg := make([]byte, 100)
	dial(t, l, addr, func(c *TCP) {
		left := trips
		c.ReadStart(nil, func(data []byte, err error) {
			if left--; left == 0 {
				c.Close(nil)
				server.Close(nil)
				return
			}
			c.TryWrite(msg)
		})
		c.TryWrite(msg)
	})
}

const nodeRoundTrips = `const net=require('net');const msg=Buffer.alloc(100);
const s=net.createServer(c=>c.on('data',d=>c.write(d))).listen(0,'127.0.0.1',()=>{const c=net.connect(s.address().port,'127.0.0.1',()=>{let left=50000;
c.on('data',d=>{if(--left===0){c.destroy();s.close();return}c.write(msg)});c.write(msg)})})`

func connections(t *testing.T, l *Loop) {
	server, addr := serve(t, l, func(c *TCP) { c.Close(nil) })
	left := 3000
	var next func()
	next = func() {
		dial(t, l, addr, func(c *TCP) {
			c.ReadStart(nil, func([]byte, error) {
				c.Close(nil)
				if left--; left > 0 {
					next()
				} else {
					server.Close(nil)
				}
			})
		})
	}
	next()
}

const nodeConnections = `const net=require('net');let left=3000;
const s=net.createServer(c=>c.destroy()).listen(0,'127.0.0.1',()=>{const port=s.address().port;
const next=()=>{const c=net.connect(port,'127.0.0.1');c.resume();c.on('error',()=>{});c.on('close',()=>{if(--left>0)next();else s.close()})};next()})`

func millionTimers(t *testing.T, l *Loop) {
	n := 0
	for i := range 1000000 {
		var timer *Timer
		timer = l.NewTimer(func() { n++; timer.Close(nil) })
		timer.Start(int64(i%100), 0)
	}
}

const nodeTimers = `let n=0;for(let i=0;i<1e6;i++)setTimeout(()=>{n++},i%100)`

func readFiles(t *testing.T, l *Loop, dir string) {
	for i := range 10000 {
		path := dir + "/" + strconv.Itoa(i)
		var fd int
		fail := func(err error) { t.Error(err) }
		Do(l, func() (int, error) { return Open(path, O_RDONLY, 0) }, func(f int, err error) {
			if fd = f; err != nil {
				fail(err)
			}
			Do(l, func() (FileInfo, error) { return Fstat(fd) }, func(st FileInfo, err error) {
				buf := make([]byte, st.Size)
				Do(l, func() (int, error) { return Read(fd, buf, -1) }, func(n int, err error) {
					if n != len(buf) {
						fail(err)
					}
					Do(l, func() (any, error) { return nil, Close(fd) }, func(any, error) {})
				})
			})
		})
	}
}

const nodeReadFiles = `const fs=require('fs');for(let i=0;i<10000;i++)fs.readFile(dir+'/'+i,(e,d)=>{if(e||d.length!==4096)throw e})`

func spawns(t *testing.T, l *Loop) {
	left := 200
	var next func()
	next = func() {
		var p *Process
		p, err := l.Spawn(&SpawnOptions{File: "/bin/true", Args: []string{"true"}}, func(int64, int) {
			p.Close(nil)
			if left--; left > 0 {
				next()
			}
		})
		check(t, err)
	}
	next()
}

const nodeSpawns = `const cp=require('child_process');let left=200;const next=()=>cp.spawn('/bin/true',{stdio:'ignore'}).on('exit',()=>{if(--left)next()});next()`
