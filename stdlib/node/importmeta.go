package node

import (
	"path"

	"gojs/loader"
	"gojs/vm"
)

// ImportMeta fills import.meta (https://nodejs.org/api/esm.html#importmeta).
func (s *System) ImportMeta(mod *vm.Module, meta *vm.Object) {
	m := s.vm
	if own, ok := mod.HostDefined.(*ownModule); ok {
		if own.meta != nil {
			m.Call(vm.Value(own.meta.Get()), vm.Undefined, m.ObjectValue(meta))
		}
		return
	}
	info, ok := mod.HostDefined.(*moduleInfo)
	if !ok {
		info = &moduleInfo{url: mod.Name()}
	}
	set := func(key string, v vm.Value) { m.CreateDataProperty(meta, m.Key(key), v) }
	if info.path != "" {
		set("dirname", nativeString(m, path.Dir(info.path)))
		set("filename", nativeString(m, info.path))
	}
	set("main", vm.BoolValue(mod == s.modules.main))
	set("resolve", m.ObjectValue(m.NewNative(&importMetaResolveSpec, m.NewString(info.path))))
	set("url", m.NewString(info.url))
}

var importMetaResolveSpec = vm.Spec{Key: "resolve", Len: 1, Fn: importMetaResolve}

// importMetaResolve is import.meta.resolve ( specifier )
func importMetaResolve(c *vm.Call) vm.Value {
	s, specifier := Of(c.VM), c.ToGoString(c.Arg(0))
	r, err := s.loader.Import(specifier, c.GoString(c.Data(0)), s.o.Dir)
	if err != nil {
		e, ok := err.(*loader.Error)
		if ok && e.Code == "ERR_MODULE_NOT_FOUND" && e.URL != "" {
			return c.NewString(e.URL) // that a file is missing is not resolve's to say
		}
		throwLoader(c.VM, err)
	}
	if r.Format == loader.Builtin {
		return c.NewString("node:" + r.Path)
	}
	return c.NewString(loader.FileURL(r.Path) + r.Query)
}
