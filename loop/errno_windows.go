package loop

import (
	"syscall"

	"golang.org/x/sys/windows"
)

// The errors under libuv's numbers for Windows, which has no errno.
const (
	E2BIG           Errno = -4093
	EACCES          Errno = -4092
	EADDRINUSE      Errno = -4091
	EADDRNOTAVAIL   Errno = -4090
	EAFNOSUPPORT    Errno = -4089
	EAGAIN          Errno = -4088
	EALREADY        Errno = -4084
	EBADF           Errno = -4083
	EBUSY           Errno = -4082
	ECANCELED       Errno = -4081
	ECONNABORTED    Errno = -4079
	ECONNREFUSED    Errno = -4078
	ECONNRESET      Errno = -4077
	EDESTADDRREQ    Errno = -4076
	EEXIST          Errno = -4075
	EFAULT          Errno = -4074
	EFBIG           Errno = -4036
	EHOSTUNREACH    Errno = -4073
	EINTR           Errno = -4072
	EINVAL          Errno = -4071
	EIO             Errno = -4070
	EISCONN         Errno = -4069
	EISDIR          Errno = -4068
	ELOOP           Errno = -4067
	EMFILE          Errno = -4066
	EMSGSIZE        Errno = -4065
	ENAMETOOLONG    Errno = -4064
	ENETDOWN        Errno = -4063
	ENETUNREACH     Errno = -4062
	ENFILE          Errno = -4061
	ENOBUFS         Errno = -4060
	ENODEV          Errno = -4059
	ENOENT          Errno = -4058
	ENOMEM          Errno = -4057
	ENONET          Errno = -4056
	ENOPROTOOPT     Errno = -4035
	ENOSPC          Errno = -4055
	ENOSYS          Errno = -4054
	ENOTCONN        Errno = -4053
	ENOTDIR         Errno = -4052
	ENOTEMPTY       Errno = -4051
	ENOTSOCK        Errno = -4050
	ENOTSUP         Errno = -4049
	EOVERFLOW       Errno = -4026
	EPERM           Errno = -4048
	EPIPE           Errno = -4047
	EPROTO          Errno = -4046
	EPROTONOSUPPORT Errno = -4045
	EPROTOTYPE      Errno = -4044
	ERANGE          Errno = -4034
	EROFS           Errno = -4043
	ESHUTDOWN       Errno = -4042
	ESPIPE          Errno = -4041
	ESRCH           Errno = -4040
	ETIMEDOUT       Errno = -4039
	ETXTBSY         Errno = -4038
	EXDEV           Errno = -4037
	ENXIO           Errno = -4033
	EMLINK          Errno = -4032
	EHOSTDOWN       Errno = -4031
	EREMOTEIO       Errno = -4030
	ENOTTY          Errno = -4029
	EILSEQ          Errno = -4027
	ESOCKTNOSUPPORT Errno = -4025
	ENODATA         Errno = -4024
	EUNATCH         Errno = -4023
)

// systemErrors says which of libuv's errors an error of Windows is.
var systemErrors = map[syscall.Errno]Errno{
	windows.ERROR_ACCESS_DENIED:              EPERM,
	windows.ERROR_NOACCESS:                   EACCES,
	windows.WSAEACCES:                        EACCES,
	windows.ERROR_ADDRESS_ALREADY_ASSOCIATED: EADDRINUSE,
	windows.WSAEADDRINUSE:                    EADDRINUSE,
	windows.WSAEADDRNOTAVAIL:                 EADDRNOTAVAIL,
	windows.WSAEAFNOSUPPORT:                  EAFNOSUPPORT,
	windows.WSAEWOULDBLOCK:                   EAGAIN,
	windows.WSAEALREADY:                      EALREADY,
	windows.ERROR_INVALID_FLAGS:              EBADF,
	windows.ERROR_INVALID_HANDLE:             EBADF,
	windows.ERROR_LOCK_VIOLATION:             EBUSY,
	windows.ERROR_PIPE_BUSY:                  EBUSY,
	windows.ERROR_SHARING_VIOLATION:          EBUSY,
	windows.ERROR_OPERATION_ABORTED:          ECANCELED,
	windows.WSAEINTR:                         ECANCELED,
	windows.ERROR_NO_UNICODE_TRANSLATION:     ECHARSET,
	windows.ERROR_CONNECTION_ABORTED:         ECONNABORTED,
	windows.WSAECONNABORTED:                  ECONNABORTED,
	windows.ERROR_CONNECTION_REFUSED:         ECONNREFUSED,
	windows.WSAECONNREFUSED:                  ECONNREFUSED,
	windows.ERROR_NETNAME_DELETED:            ECONNRESET,
	windows.WSAECONNRESET:                    ECONNRESET,
	windows.ERROR_ALREADY_EXISTS:             EEXIST,
	windows.ERROR_FILE_EXISTS:                EEXIST,
	windows.WSAEFAULT:                        EFAULT,
	windows.ERROR_HOST_UNREACHABLE:           EHOSTUNREACH,
	windows.WSAEHOSTUNREACH:                  EHOSTUNREACH,
	windows.ERROR_INSUFFICIENT_BUFFER:        EINVAL,
	windows.ERROR_INVALID_DATA:               EINVAL,
	windows.ERROR_INVALID_PARAMETER:          EINVAL,
	windows.WSAEINVAL:                        EINVAL,
	windows.WSAEPFNOSUPPORT:                  EINVAL,
	windows.ERROR_CRC:                        EIO,
	windows.ERROR_GEN_FAILURE:                EIO,
	windows.ERROR_IO_DEVICE:                  EIO,
	windows.WSAEISCONN:                       EISCONN,
	windows.ERROR_CANT_RESOLVE_FILENAME:      ELOOP,
	windows.ERROR_TOO_MANY_OPEN_FILES:        EMFILE,
	windows.WSAEMFILE:                        EMFILE,
	windows.WSAEMSGSIZE:                      EMSGSIZE,
	windows.ERROR_FILENAME_EXCED_RANGE:       ENAMETOOLONG,
	windows.ERROR_NETWORK_UNREACHABLE:        ENETUNREACH,
	windows.WSAENETUNREACH:                   ENETUNREACH,
	windows.WSAENOBUFS:                       ENOBUFS,
	windows.ERROR_BAD_PATHNAME:               ENOENT,
	windows.ERROR_DIRECTORY:                  ENOENT,
	windows.ERROR_FILE_NOT_FOUND:             ENOENT,
	windows.ERROR_INVALID_NAME:               ENOENT,
	windows.ERROR_INVALID_DRIVE:              ENOENT,
	windows.ERROR_PATH_NOT_FOUND:             ENOENT,
	windows.ERROR_MOD_NOT_FOUND:              ENOENT,
	windows.WSAHOST_NOT_FOUND:                ENOENT,
	windows.ERROR_NOT_ENOUGH_MEMORY:          ENOMEM,
	windows.ERROR_OUTOFMEMORY:                ENOMEM,
	windows.ERROR_CANNOT_MAKE:                ENOSPC,
	windows.ERROR_DISK_FULL:                  ENOSPC,
	windows.ERROR_HANDLE_DISK_FULL:           ENOSPC,
	windows.ERROR_NOT_CONNECTED:              ENOTCONN,
	windows.WSAENOTCONN:                      ENOTCONN,
	windows.ERROR_DIR_NOT_EMPTY:              ENOTEMPTY,
	windows.WSAENOTSOCK:                      ENOTSOCK,
	windows.ERROR_NOT_SUPPORTED:              ENOTSUP,
	windows.WSAEOPNOTSUPP:                    ENOTSUP,
	windows.ERROR_BROKEN_PIPE:                EOF,
	windows.ERROR_PRIVILEGE_NOT_HELD:         EPERM,
	windows.ERROR_BAD_PIPE:                   EPIPE,
	windows.ERROR_NO_DATA:                    EPIPE,
	windows.ERROR_PIPE_NOT_CONNECTED:         EPIPE,
	windows.WSAESHUTDOWN:                     EPIPE,
	windows.WSAEPROTONOSUPPORT:               EPROTONOSUPPORT,
	windows.ERROR_WRITE_PROTECT:              EROFS,
	windows.ERROR_SEM_TIMEOUT:                ETIMEDOUT,
	windows.WSAETIMEDOUT:                     ETIMEDOUT,
	windows.ERROR_NOT_SAME_DEVICE:            EXDEV,
	windows.ERROR_INVALID_FUNCTION:           EISDIR,
	windows.ERROR_META_EXPANSION_TOO_LONG:    E2BIG,
}

// fromSys is the error for an error of Windows, 0 being none.
func fromSys(e syscall.Errno) error {
	if e == 0 {
		return nil
	}
	if n, ok := systemErrors[e]; ok {
		return n
	}
	if n, ok := inventedErrors[e]; ok {
		return n
	}
	return UNKNOWN
}

// inventedErrors are the numbers Go's syscall package makes up on Windows.
var inventedErrors = map[syscall.Errno]Errno{
	syscall.E2BIG:           E2BIG,
	syscall.EACCES:          EACCES,
	syscall.EADDRINUSE:      EADDRINUSE,
	syscall.EADDRNOTAVAIL:   EADDRNOTAVAIL,
	syscall.EAFNOSUPPORT:    EAFNOSUPPORT,
	syscall.EAGAIN:          EAGAIN,
	syscall.EALREADY:        EALREADY,
	syscall.EBADF:           EBADF,
	syscall.EBUSY:           EBUSY,
	syscall.ECANCELED:       ECANCELED,
	syscall.ECONNABORTED:    ECONNABORTED,
	syscall.ECONNREFUSED:    ECONNREFUSED,
	syscall.ECONNRESET:      ECONNRESET,
	syscall.EDESTADDRREQ:    EDESTADDRREQ,
	syscall.EEXIST:          EEXIST,
	syscall.EFAULT:          EFAULT,
	syscall.EFBIG:           EFBIG,
	syscall.EHOSTUNREACH:    EHOSTUNREACH,
	syscall.EINTR:           EINTR,
	syscall.EINVAL:          EINVAL,
	syscall.EIO:             EIO,
	syscall.EISCONN:         EISCONN,
	syscall.EISDIR:          EISDIR,
	syscall.ELOOP:           ELOOP,
	syscall.EMFILE:          EMFILE,
	syscall.EMSGSIZE:        EMSGSIZE,
	syscall.ENAMETOOLONG:    ENAMETOOLONG,
	syscall.ENETDOWN:        ENETDOWN,
	syscall.ENETUNREACH:     ENETUNREACH,
	syscall.ENFILE:          ENFILE,
	syscall.ENOBUFS:         ENOBUFS,
	syscall.ENODEV:          ENODEV,
	syscall.ENOENT:          ENOENT,
	syscall.ENOMEM:          ENOMEM,
	syscall.ENONET:          ENONET,
	syscall.ENOPROTOOPT:     ENOPROTOOPT,
	syscall.ENOSPC:          ENOSPC,
	syscall.ENOSYS:          ENOSYS,
	syscall.ENOTCONN:        ENOTCONN,
	syscall.ENOTDIR:         ENOTDIR,
	syscall.ENOTEMPTY:       ENOTEMPTY,
	syscall.ENOTSOCK:        ENOTSOCK,
	syscall.ENOTSUP:         ENOTSUP,
	syscall.EOVERFLOW:       EOVERFLOW,
	syscall.EPERM:           EPERM,
	syscall.EPIPE:           EPIPE,
	syscall.EPROTO:          EPROTO,
	syscall.EPROTONOSUPPORT: EPROTONOSUPPORT,
	syscall.EPROTOTYPE:      EPROTOTYPE,
	syscall.ERANGE:          ERANGE,
	syscall.EROFS:           EROFS,
	syscall.ESHUTDOWN:       ESHUTDOWN,
	syscall.ESPIPE:          ESPIPE,
	syscall.ESRCH:           ESRCH,
	syscall.ETIMEDOUT:       ETIMEDOUT,
	syscall.ETXTBSY:         ETXTBSY,
	syscall.EXDEV:           EXDEV,
	syscall.ENXIO:           ENXIO,
	syscall.EMLINK:          EMLINK,
	syscall.EHOSTDOWN:       EHOSTDOWN,
	syscall.EREMOTEIO:       EREMOTEIO,
	syscall.ENOTTY:          ENOTTY,
	syscall.EILSEQ:          EILSEQ,
	syscall.ESOCKTNOSUPPORT: ESOCKTNOSUPPORT,
	syscall.ENODATA:         ENODATA,
	syscall.EUNATCH:         EUNATCH,
}
