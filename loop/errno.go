package loop

import (
	"errors"
	"io/fs"
	"strconv"
	"syscall"
)

// Errno is an error of the operating system, or of libuv, by libuv's number:
// always negative; on Unix the negated errno for those the system has.
type Errno int32

// The errors that no operating system numbers. Their numbers are the same on
// every platform.
const (
	EAI_ADDRFAMILY Errno = -3000
	EAI_AGAIN      Errno = -3001
	EAI_BADFLAGS   Errno = -3002
	EAI_BADHINTS   Errno = -3013
	EAI_CANCELED   Errno = -3003
	EAI_FAIL       Errno = -3004
	EAI_FAMILY     Errno = -3005
	EAI_MEMORY     Errno = -3006
	EAI_NODATA     Errno = -3007
	EAI_NONAME     Errno = -3008
	EAI_OVERFLOW   Errno = -3009
	EAI_PROTOCOL   Errno = -3014
	EAI_SERVICE    Errno = -3010
	EAI_SOCKTYPE   Errno = -3011
	ECHARSET       Errno = -4080
	UNKNOWN        Errno = -4094
	EOF            Errno = -4095
)

// errnoText is libuv's message for each error, in the order of its UV_ERRNO_MAP.
var errnoText = [...]struct {
	errno         Errno
	name, message string
}{
	{E2BIG, "E2BIG", "argument list too long"},
	{EACCES, "EACCES", "permission denied"},
	{EADDRINUSE, "EADDRINUSE", "address already in use"},
	{EADDRNOTAVAIL, "EADDRNOTAVAIL", "address not available"},
	{EAFNOSUPPORT, "EAFNOSUPPORT", "address family not supported"},
	{EAGAIN, "EAGAIN", "resource temporarily unavailable"},
	{EAI_ADDRFAMILY, "EAI_ADDRFAMILY", "address family not supported"},
	{EAI_AGAIN, "EAI_AGAIN", "temporary failure"},
	{EAI_BADFLAGS, "EAI_BADFLAGS", "bad ai_flags value"},
	{EAI_BADHINTS, "EAI_BADHINTS", "invalid value for hints"},
	{EAI_CANCELED, "EAI_CANCELED", "request canceled"},
	{EAI_FAIL, "EAI_FAIL", "permanent failure"},
	{EAI_FAMILY, "EAI_FAMILY", "ai_family not supported"},
	{EAI_MEMORY, "EAI_MEMORY", "out of memory"},
	{EAI_NODATA, "EAI_NODATA", "no address"},
	{EAI_NONAME, "EAI_NONAME", "unknown node or service"},
	{EAI_OVERFLOW, "EAI_OVERFLOW", "argument buffer overflow"},
	{EAI_PROTOCOL, "EAI_PROTOCOL", "resolved protocol is unknown"},
	{EAI_SERVICE, "EAI_SERVICE", "service not available for socket type"},
	{EAI_SOCKTYPE, "EAI_SOCKTYPE", "socket type not supported"},
	{EALREADY, "EALREADY", "connection already in progress"},
	{EBADF, "EBADF", "bad file descriptor"},
	{EBUSY, "EBUSY", "resource busy or locked"},
	{ECANCELED, "ECANCELED", "operation canceled"},
	{ECHARSET, "ECHARSET", "invalid Unicode character"},
	{ECONNABORTED, "ECONNABORTED", "software caused connection abort"},
	{ECONNREFUSED, "ECONNREFUSED", "connection refused"},
	{ECONNRESET, "ECONNRESET", "connection reset by peer"},
	{EDESTADDRREQ, "EDESTADDRREQ", "destination address required"},
	{EEXIST, "EEXIST", "file already exists"},
	{EFAULT, "EFAULT", "bad address in system call argument"},
	{EFBIG, "EFBIG", "file too large"},
	{EHOSTUNREACH, "EHOSTUNREACH", "host is unreachable"},
	{EINTR, "EINTR", "interrupted system call"},
	{EINVAL, "EINVAL", "invalid argument"},
	{EIO, "EIO", "i/o error"},
	{EISCONN, "EISCONN", "socket is already connected"},
	{EISDIR, "EISDIR", "illegal operation on a directory"},
	{ELOOP, "ELOOP", "too many symbolic links encountered"},
	{EMFILE, "EMFILE", "too many open files"},
	{EMSGSIZE, "EMSGSIZE", "message too long"},
	{ENAMETOOLONG, "ENAMETOOLONG", "name too long"},
	{ENETDOWN, "ENETDOWN", "network is down"},
	{ENETUNREACH, "ENETUNREACH", "network is unreachable"},
	{ENFILE, "ENFILE", "file table overflow"},
	{ENOBUFS, "ENOBUFS", "no buffer space available"},
	{ENODEV, "ENODEV", "no such device"},
	{ENOENT, "ENOENT", "no such file or directory"},
	{ENOMEM, "ENOMEM", "not enough memory"},
	{ENONET, "ENONET", "machine is not on the network"},
	{ENOPROTOOPT, "ENOPROTOOPT", "protocol not available"},
	{ENOSPC, "ENOSPC", "no space left on device"},
	{ENOSYS, "ENOSYS", "function not implemented"},
	{ENOTCONN, "ENOTCONN", "socket is not connected"},
	{ENOTDIR, "ENOTDIR", "not a directory"},
	{ENOTEMPTY, "ENOTEMPTY", "directory not empty"},
	{ENOTSOCK, "ENOTSOCK", "socket operation on non-socket"},
	{ENOTSUP, "ENOTSUP", "operation not supported on socket"},
	{EOVERFLOW, "EOVERFLOW", "value too large for defined data type"},
	{EPERM, "EPERM", "operation not permitted"},
	{EPIPE, "EPIPE", "broken pipe"},
	{EPROTO, "EPROTO", "protocol error"},
	{EPROTONOSUPPORT, "EPROTONOSUPPORT", "protocol not supported"},
	{EPROTOTYPE, "EPROTOTYPE", "protocol wrong type for socket"},
	{ERANGE, "ERANGE", "result too large"},
	{EROFS, "EROFS", "read-only file system"},
	{ESHUTDOWN, "ESHUTDOWN", "cannot send after transport endpoint shutdown"},
	{ESPIPE, "ESPIPE", "invalid seek"},
	{ESRCH, "ESRCH", "no such process"},
	{ETIMEDOUT, "ETIMEDOUT", "connection timed out"},
	{ETXTBSY, "ETXTBSY", "text file is busy"},
	{EXDEV, "EXDEV", "cross-device link not permitted"},
	{UNKNOWN, "UNKNOWN", "unknown error"},
	{EOF, "EOF", "end of file"},
	{ENXIO, "ENXIO", "no such device or address"},
	{EMLINK, "EMLINK", "too many links"},
	{EHOSTDOWN, "EHOSTDOWN", "host is down"},
	{EREMOTEIO, "EREMOTEIO", "remote I/O error"},
	{ENOTTY, "ENOTTY", "inappropriate ioctl for device"},
	{EILSEQ, "EILSEQ", "illegal byte sequence"},
	{ESOCKTNOSUPPORT, "ESOCKTNOSUPPORT", "socket type not supported"},
	{ENODATA, "ENODATA", "no data available"},
	{EUNATCH, "EUNATCH", "protocol driver not attached"},
}

type errnoName struct{ name, message string }

var errnoNames = func() map[Errno]errnoName {
	m := make(map[Errno]errnoName, len(errnoText))
	for _, e := range errnoText {
		m[e.errno] = errnoName{e.name, e.message}
	}
	return m
}()

// Name is the code, such as "ENOENT"; for a number that libuv does not know,
// "Unknown system error N".
func (e Errno) Name() string {
	if n, ok := errnoNames[e]; ok {
		return n.name
	}
	return "Unknown system error " + strconv.Itoa(int(e))
}

// Message is libuv's text, such as "no such file or directory".
func (e Errno) Message() string {
	if n, ok := errnoNames[e]; ok {
		return n.message
	}
	return "Unknown system error " + strconv.Itoa(int(e))
}

// Error is code and message: "ENOENT: no such file or directory".
func (e Errno) Error() string {
	if n, ok := errnoNames[e]; ok {
		return n.name + ": " + n.message
	}
	return e.Name()
}

// Is lets errors.Is compare with the errors of io/fs.
func (e Errno) Is(target error) bool {
	switch target {
	case fs.ErrNotExist:
		return e == ENOENT
	case fs.ErrExist:
		return e == EEXIST || e == ENOTEMPTY
	case fs.ErrPermission:
		return e == EACCES || e == EPERM
	}
	return false
}

// Errnos calls f for every error of the table, in libuv's order.
func Errnos(f func(e Errno, name, message string)) {
	for _, e := range errnoText {
		f(e.errno, e.name, e.message)
	}
}

// errnoOf turns an error of the standard library into an Errno: nil stays nil,
// and what carries no number is UNKNOWN.
func errnoOf(err error) error {
	if err == nil {
		return nil
	}
	var e Errno
	if errors.As(err, &e) {
		return e
	}
	var sys syscall.Errno
	if errors.As(err, &sys) {
		return fromSys(sys)
	}
	return errnoOfKind(err)
}

// errnoOfKind is for errors of the standard library that carry no number.
func errnoOfKind(err error) error {
	for _, k := range [...]struct {
		kind  error
		errno Errno
	}{
		{fs.ErrNotExist, ENOENT}, {fs.ErrExist, EEXIST}, {fs.ErrPermission, EACCES}, {fs.ErrInvalid, EINVAL}, {fs.ErrClosed, EBADF},
	} {
		if errors.Is(err, k.kind) {
			return k.errno
		}
	}
	return UNKNOWN
}
