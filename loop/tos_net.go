//go:build windows || loopnet

package loop

// SetTypeOfService sets the type of service of the packets that are sent; not possible here.
func (t *TCP) SetTypeOfService(int) error { return ENOTSUP }

// TypeOfService is what SetTypeOfService has set; not possible here.
func (t *TCP) TypeOfService() (int, error) { return 0, ENOTSUP }
