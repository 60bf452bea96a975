package loader

import "strings"

// Error is why a module was not found or not permitted.
type Error struct {
	// Code is Node's, such as MODULE_NOT_FOUND.
	Code string
	// Name is the constructor of the JavaScript error: Error or TypeError.
	Name    string
	Message string
	// RequireStack lists who required whom, for MODULE_NOT_FOUND.
	RequireStack []string
	// URL is the file URL that was looked for, for ERR_MODULE_NOT_FOUND.
	URL string
}

func (e *Error) Error() string {
	if strings.HasPrefix(e.Code, "ERR_") {
		return e.Name + " [" + e.Code + "]: " + e.Message
	}
	return e.Name + ": " + e.Message
}

func failure(code, message string) *Error {
	return &Error{Code: code, Name: "Error", Message: message}
}

func typeFailure(code, message string) *Error {
	return &Error{Code: code, Name: "TypeError", Message: message}
}

// importedFrom is the end of the messages of imports.
func importedFrom(parent string) string {
	if parent == "" {
		return ""
	}
	return " imported from " + parent
}

// notFound is what require throws; stack begins with the requiring file.
func notFound(specifier string, stack []string) *Error {
	msg := "Cannot find module '" + specifier + "'"
	if len(stack) > 0 {
		msg += "\nRequire stack:\n- " + strings.Join(stack, "\n- ")
	}
	return &Error{Code: "MODULE_NOT_FOUND", Name: "Error", Message: msg, RequireStack: stack}
}

func importNotFound(kind, what, parent string) *Error {
	return failure("ERR_MODULE_NOT_FOUND", "Cannot find "+kind+" '"+what+"'"+importedFrom(parent))
}

func invalidSpecifier(specifier, why, parent string) *Error {
	return typeFailure("ERR_INVALID_MODULE_SPECIFIER", "Invalid module \""+specifier+"\" "+why+importedFrom(parent))
}

func notExported(pkg *packageJSON, subpath, parent string) *Error {
	if subpath == "." {
		return failure("ERR_PACKAGE_PATH_NOT_EXPORTED", "No \"exports\" main defined in "+pkg.file+importedFrom(parent))
	}
	return failure("ERR_PACKAGE_PATH_NOT_EXPORTED", "Package subpath '"+subpath+"' is not defined by \"exports\" in "+pkg.file+importedFrom(parent))
}

func importNotDefined(specifier string, pkg *packageJSON, parent string) *Error {
	in := ""
	if pkg != nil {
		in = " in package " + pkg.file
	}
	return typeFailure("ERR_PACKAGE_IMPORT_NOT_DEFINED", "Package import specifier \""+specifier+"\" is not defined"+in+importedFrom(parent))
}

func invalidTarget(pkg *packageJSON, key, target string, internal bool, parent string) *Error {
	field, why := "exports", ""
	if internal {
		field = "imports"
	}
	if !internal && target != "" && !strings.HasPrefix(target, "./") {
		why = "; targets must start with \"./\""
	}
	msg := "Invalid \"" + field + "\" target \"" + target + "\" defined for '" + key + "' in the package config " + pkg.file
	if key == "." {
		msg = "Invalid \"" + field + "\" main target \"" + target + "\" defined in the package config " + pkg.file
	}
	return failure("ERR_INVALID_PACKAGE_TARGET", msg+importedFrom(parent)+why)
}

func invalidConfig(file, parent, why string) *Error {
	if parent != "" {
		parent = " while importing " + parent
	}
	if why != "" {
		why = " " + why
	}
	return failure("ERR_INVALID_PACKAGE_CONFIG", "Invalid package config "+file+"."+parent+why)
}
