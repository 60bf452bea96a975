//go:build unix

package loop

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

func write(t testing.TB, path, text string) {
	t.Helper()
	check(t, os.WriteFile(path, []byte(text), 0o644))
}

func TestFiles(t *testing.T) {
	leaks(t)
	dir := t.TempDir()
	path := dir + "/f"
	fd, err := Open(path, O_RDWR|O_CREAT|O_EXCL, 0o640)
	check(t, err)
	n, err := Write(fd, []byte("hello"), -1)
	if n != 5 || err != nil {
		t.Errorf("Write %d, %v", n, err)
	}
	n, err = Writev(fd, [][]byte{[]byte(" wor"), nil, []byte("ld")}, -1)
	if n != 6 || err != nil {
		t.Errorf("Writev %d, %v", n, err)
	}
	n, err = Write(fd, []byte("J"), 0)
	if n != 1 || err != nil {
		t.Errorf("Write at 0: %d, %v", n, err)
	}
	a, b := make([]byte, 4), make([]byte, 20)
	n, err = Readv(fd, [][]byte{a, b}, 0)
	if string(a)+string(b[:n-4]) != "Jello world" || err != nil {
		t.Errorf("Readv %q %q, %v", a, b, err)
	}
	if n, err = Read(fd, a, -1); n != 0 || err != nil {
		t.Errorf("Read at the end: %d, %v", n, err)
	}
	check(t, Ftruncate(fd, 3))
	check(t, Fsync(fd))
	check(t, Fdatasync(fd))
	check(t, Fchmod(fd, 0o600))
	check(t, Futime(fd, 1000.5, 2000.25))
	st, err := Fstat(fd)
	check(t, err)
	if st.Size != 3 || st.Mode != S_IFREG|0o600 || st.Atim != (Timespec{1000, 5e8}) || st.Mtim != (Timespec{2000, 25e7}) || st.Nlink != 1 {
		t.Errorf("%+v", st)
	}
	if age := time.Since(time.Unix(st.Birthtim.Sec, 0)); age < 0 || age > time.Hour {
		t.Errorf("born %v ago", age)
	}
	check(t, Close(fd))
	check(t, Utime(path, UtimeOmit, UtimeNow))
	st, err = Stat(path)
	if err != nil || st.Atim.Sec != 1000 || time.Since(time.Unix(st.Mtim.Sec, 0)) > time.Hour {
		t.Errorf("%+v, %v", st, err)
	}
	check(t, Utime(path, -1.5, 1e9))
	if st, _ = Stat(path); st.Atim != (Timespec{-2, 5e8}) {
		t.Errorf("before 1970: %+v", st.Atim)
	}
}

func TestFileErrors(t *testing.T) {
	leaks(t)
	dir := t.TempDir()
	file := dir + "/file"
	write(t, file, "x")
	check(t, Symlink("loop", dir+"/loop", 0))
	long := dir + "/" + strings.Repeat("n", 300)
	second := func(_ any, err error) error { return err }
	for _, c := range []struct {
		what string
		got  error
		want Errno
	}{
		{"open missing", second(Open(dir+"/no", O_RDONLY, 0)), ENOENT},
		{"open exclusive", second(Open(file, O_CREAT|O_EXCL|O_RDWR, 0)), EEXIST},
		{"open folder for writing", second(Open(dir, O_WRONLY, 0)), EISDIR},
		{"open below a file", second(Open(file+"/x", O_RDONLY, 0)), ENOTDIR},
		{"open a loop", second(Open(dir+"/loop", O_RDONLY, 0)), ELOOP},
		{"open long", second(Open(long, O_RDONLY, 0)), ENAMETOOLONG},
		{"open NUL", second(Open("a\x00b", O_RDONLY, 0)), EINVAL},
		{"read bad", second(Read(9999, make([]byte, 1), -1)), EBADF},
		{"close bad", Close(9999), EBADF},
		{"stat missing", second(Stat(dir + "/no")), ENOENT},
		{"lstat empty", second(Lstat("")), ENOENT},
		{"fstat bad", second(Fstat(9999)), EBADF},
		{"mkdir twice", Mkdir(dir, 0o777), EEXIST},
		{"rmdir full", Rmdir(dir), ENOTEMPTY},
		{"rmdir file", Rmdir(file), ENOTDIR},
		{"unlink missing", Unlink(dir + "/no"), ENOENT},
		{"unlink folder", Unlink(dir), EISDIR},
		{"rename missing", Rename(dir+"/no", dir+"/x"), ENOENT},
		{"link missing", Link(dir+"/no", dir+"/x"), ENOENT},
		{"symlink twice", Symlink("x", file, 0), EEXIST},
		{"readlink file", second(Readlink(file)), EINVAL},
		{"realpath missing", second(Realpath(dir + "/no/x")), ENOENT},
		{"realpath loop", second(Realpath(dir + "/loop")), ELOOP},
		{"realpath file/", second(Realpath(file + "/")), ENOTDIR},
		{"realpath empty", second(Realpath("")), ENOENT},
		{"access", Access(dir+"/no", R_OK), ENOENT},
		{"chmod", Chmod(dir+"/no", 0o777), ENOENT},
		{"chown", Chown(dir+"/no", 0, 0), ENOENT},
		{"utime", Utime(dir+"/no", 1, 1), ENOENT},
		{"scandir file", second(Scandir(file)), ENOTDIR},
		{"scandir missing", second(Scandir(dir + "/no")), ENOENT},
		{"mkdtemp template", second(Mkdtemp(dir + "/x")), EINVAL},
		{"mkdtemp folder", second(Mkdtemp(dir + "/no/XXXXXX")), ENOENT},
		{"copy missing", Copyfile(dir+"/no", dir+"/x", 0), ENOENT},
		{"copy onto", Copyfile(file, file, CopyfileExcl), EEXIST},
		{"copy flags", Copyfile(file, dir+"/x", 99), EINVAL},
		{"statfs", second(Statfs(dir + "/no")), ENOENT},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v, want %v", c.what, c.got, c.want)
		}
	}
}

func TestDirectories(t *testing.T) {
	leaks(t)
	dir := t.TempDir()
	check(t, Mkdir(dir+"/sub", 0o755))
	write(t, dir+"/b", "")
	write(t, dir+"/B", "")
	check(t, Symlink("b", dir+"/link", 0))
	check(t, syscall.Mkfifo(dir+"/fifo", 0o644))
	list, err := Scandir(dir)
	want := []Dirent{{"B", DirentFile}, {"b", DirentFile}, {"fifo", DirentFIFO}, {"link", DirentLink}, {"sub", DirentDir}}
	if fmt.Sprint(list) != fmt.Sprint(want) || err != nil {
		t.Errorf("%v, %v", list, err)
	}
	d, err := Opendir(dir)
	check(t, err)
	count := 0
	for {
		part, err := d.Read(2)
		check(t, err)
		if len(part) == 0 {
			break
		}
		count += len(part)
	}
	check(t, d.Close())
	if count != len(want) {
		t.Errorf("%d entries", count)
	}
	a, err := Mkdtemp(dir + "/t-XXXXXX")
	check(t, err)
	b, err := Mkdtemp(dir + "/t-XXXXXX")
	check(t, err)
	if st, _ := Stat(a); a == b || st.Mode != S_IFDIR|0o700 {
		t.Errorf("%s, %s", a, b)
	}
	fd, name, err := Mkstemp(dir + "/t-XXXXXX")
	check(t, err)
	check(t, Close(fd))
	check(t, Unlink(name))
	check(t, Rmdir(a))
}

func TestLinks(t *testing.T) {
	dir := t.TempDir()
	dir, err := Realpath(dir)
	check(t, err)
	check(t, Mkdir(dir+"/a", 0o755))
	write(t, dir+"/a/f", "x")
	check(t, Link(dir+"/a/f", dir+"/hard"))
	if st, _ := Stat(dir + "/hard"); st.Nlink != 2 {
		t.Errorf("%d names", st.Nlink)
	}
	check(t, Symlink("a", dir+"/rel", 0))
	check(t, Symlink(dir+"/rel/../rel/f", dir+"/abs", 0))
	if s, err := Readlink(dir + "/rel"); s != "a" || err != nil {
		t.Errorf("%q, %v", s, err)
	}
	check(t, Lutime(dir+"/rel", 5, 6))
	if st, _ := Lstat(dir + "/rel"); st.Mtim.Sec != 6 || st.Mode&S_IFMT != S_IFLNK {
		t.Errorf("%+v", st)
	}
	check(t, Lchown(dir+"/rel", -1, -1))
	old, err := Cwd()
	check(t, err)
	check(t, Chdir(dir))
	defer Chdir(old)
	for path, want := range map[string]string{
		dir + "/abs": dir + "/a/f", "rel/./f": dir + "/a/f", "./rel/../hard": dir + "/hard", ".": dir, "/": "/", "/..//.": "/", "rel/": dir + "/a",
	} {
		if got, err := Realpath(path); got != want || err != nil {
			t.Errorf("Realpath(%s) = %s, %v; want %s", path, got, err, want)
		}
	}
	long := strings.Repeat("y", 1000)
	check(t, Symlink(long, dir+"/long", 0))
	if s, err := Readlink("long"); s != long || err != nil {
		t.Errorf("%d bytes, %v", len(s), err)
	}
}

func TestCopyfile(t *testing.T) {
	leaks(t)
	dir := t.TempDir()
	data := bytes.Repeat([]byte("0123456789abcdef"), 20000)
	check(t, os.WriteFile(dir+"/from", data, 0o750))
	write(t, dir+"/to", strings.Repeat("old", 200000))
	check(t, Copyfile(dir+"/from", dir+"/to", 0))
	got, _ := os.ReadFile(dir + "/to")
	if st, _ := Stat(dir + "/to"); !bytes.Equal(got, data) || st.Mode&0o777 != 0o750 {
		t.Errorf("%d bytes, mode %o", len(got), st.Mode)
	}
	check(t, Copyfile(dir+"/from", dir+"/to", CopyfileFiclone))
	check(t, Link(dir+"/from", dir+"/same"))
	check(t, Copyfile(dir+"/from", dir+"/same", 0))
	if got, _ := os.ReadFile(dir + "/from"); !bytes.Equal(got, data) {
		t.Error("a copy onto itself destroyed the file")
	}
	check(t, Copyfile("/proc/self/status", dir+"/status", 0)) // a file whose size is told as 0
	if st, _ := Stat(dir + "/status"); st.Size == 0 {
		t.Error("nothing was copied of a file of /proc")
	}
	in, _ := Open(dir+"/from", O_RDONLY, 0)
	out, _ := Open(dir+"/part", O_WRONLY|O_CREAT, 0o644)
	n, err := Sendfile(out, in, 16, 32)
	check(t, Close(in))
	check(t, Close(out))
	if got, _ := os.ReadFile(dir + "/part"); n != 32 || err != nil || !bytes.Equal(got, data[16:48]) {
		t.Errorf("Sendfile %d, %v: %q", n, err, got)
	}
}

func TestFilesAsync(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	path := t.TempDir() + "/f"
	write(t, path, "contents")
	var log logbook
	Do(l, func() (int, error) { return Open(path, O_RDONLY, 0) }, func(fd int, err error) {
		check(t, err)
		buf := make([]byte, 100)
		Do(l, func() (int, error) { return Read(fd, buf, -1) }, func(n int, err error) {
			check(t, err)
			log.add("%s", buf[:n])
			Do(l, func() (any, error) { return nil, Close(fd) }, func(_ any, err error) { check(t, err) })
		})
	})
	Do(l, func() (FileInfo, error) { return Stat(path + "x") }, func(_ FileInfo, err error) { log.add("%s", err.(Errno).Name()) })
	run(t, l)
	if s := strings.Join(log, " "); s != "contents ENOENT" && s != "ENOENT contents" {
		t.Error(s)
	}
}

func TestFSEvent(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	dir := t.TempDir()
	write(t, dir+"/f", "")
	folder, file, twice := l.NewFSEvent(), l.NewFSEvent(), l.NewFSEvent()
	seen := map[string]FSEvents{}
	note := func(who string) func(string, FSEvents, error) {
		return func(name string, ev FSEvents, err error) {
			check(t, err)
			seen[who+name] |= ev
			if seen["folder:new"]&FSRename != 0 && seen["folder:f"]&FSChange != 0 && seen["file:f"]&FSChange != 0 && seen["twice:f"] != 0 {
				for _, e := range []*FSEvent{folder, file, twice} {
					e.Close(nil)
				}
			}
		}
	}
	check(t, folder.Start(dir, 0, note("folder:")))
	check(t, file.Start(dir+"/f", 0, note("file:")))
	check(t, twice.Start(dir+"/f", 0, note("twice:")))
	if err := folder.Start(dir, 0, note("")); err != EINVAL {
		t.Errorf("second Start: %v", err)
	}
	other := l.NewFSEvent()
	if err := other.Start(dir+"/no", 0, note("")); err != ENOENT {
		t.Errorf("a missing file: %v", err)
	}
	if err := other.Start(dir, FSEventRecursive, note("")); err != ENOSYS {
		t.Errorf("recursive: %v", err)
	}
	other.Close(nil)
	l.Queue(func() { write(t, dir+"/new", ""); write(t, dir+"/f", "text") }, nil)
	run(t, l)
}

func TestFSEventStopInside(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	dir := t.TempDir()
	a, b := l.NewFSEvent(), l.NewFSEvent()
	calls := 0
	stop := func(string, FSEvents, error) {
		calls++
		a.Close(nil)
		b.Close(nil)
	}
	check(t, a.Start(dir, 0, stop))
	check(t, b.Start(dir, 0, stop))
	write(t, dir+"/x", "1")
	run(t, l)
	if calls != 1 {
		t.Errorf("%d calls", calls)
	}
}

func TestFSPoll(t *testing.T) {
	leaks(t)
	l := newLoop(t)
	path := filepath.Join(t.TempDir(), "f")
	var log logbook
	p := l.NewFSPoll()
	check(t, p.Start(path, 5, func(err error, before, now FileInfo) {
		if err != nil {
			log.add("%s", err.(Errno).Name())
			write(t, path, "one")
			return
		}
		log.add("%d-%d", before.Size, now.Size)
		if now.Size == 3 {
			write(t, path, "longer")
		} else {
			p.Close(nil)
		}
	}))
	run(t, l)
	log.want(t, "ENOENT 0-3 3-6")
}

func TestSystemFigures(t *testing.T) {
	cpus, err := CPUs()
	check(t, err)
	if len(cpus) == 0 || cpus[0].Idle+cpus[0].User == 0 {
		t.Errorf("%+v", cpus)
	}
	rss, err := ResidentSetMemory()
	check(t, err)
	up, err := Uptime()
	check(t, err)
	usage, err := GetRusage()
	check(t, err)
	if total := TotalMemory(); FreeMemory() > total || rss > total || rss < 1<<20 || up <= 0 || usage.MaxRSS < 1000 || AvailableMemory() == 0 {
		t.Errorf("total %d, free %d, resident %d, up %f, %+v", total, FreeMemory(), rss, up, usage)
	}
	nice, err := GetPriority(0)
	check(t, err)
	check(t, SetPriority(0, nice))
	if err := SetPriority(0, 99); err != EINVAL {
		t.Errorf("SetPriority: %v", err)
	}
	if _, err := GetPriority(1<<22 - 1); err != ESRCH {
		t.Errorf("GetPriority of nobody: %v", err)
	}
	who, err := UserPasswd(-1)
	check(t, err)
	if who.UID != int64(os.Geteuid()) || who.HomeDir == "" || who.Username == "" {
		t.Errorf("%+v", who)
	}
	if _, err := UserPasswd(3999999999 >> 1); err != ENOENT {
		t.Errorf("nobody: %v", err)
	}
	u, err := GetUname()
	if err != nil || u.Sysname == "" || u.Machine == "" {
		t.Errorf("%+v, %v", u, err)
	}
	addrs, err := InterfaceAddresses()
	check(t, err)
	found := false
	for _, a := range addrs {
		found = found || a.Internal && a.Prefix.Addr().IsLoopback()
	}
	if !found {
		t.Errorf("no loopback in %+v", addrs)
	}
	a := HRTime()
	if b := HRTime(); b < a || a <= 0 {
		t.Errorf("time goes from %d to %d", a, b)
	}
	if h, err := Hostname(); h == "" || err != nil {
		t.Errorf("%q, %v", h, err)
	}
}
