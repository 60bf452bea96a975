package loop

// ioEvents are what a descriptor or a connection is watched for, and what it is ready for.
type ioEvents uint8

const (
	ioRead ioEvents = 1 << iota
	ioWrite
	ioPriority   // urgent data
	ioDisconnect // the peer has closed its half
	// ioFailed stands for an error or hang-up; it is reported along with what is watched.
	ioFailed
)
