'use strict';

// https://nodejs.org/api/util.html#utiltypes

const { kindOf, functionKind, proxyDetails } = internalBinding('util');

const is = (...kinds) => (v) => kinds.includes(kindOf(v));
const getTag = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;
const tagIs = (tag) => (v) => ArrayBuffer.isView(v) && getTag.call(v) === tag;

function boxedType(proto) {
  return (v) => {
    if (typeof v !== 'object' || v === null) return false;
    try {
      proto.valueOf.call(v);
      return true;
    } catch {
      return false;
    }
  };
}

const isNumberObject = boxedType(Number.prototype);
const isStringObject = boxedType(String.prototype);
const isBooleanObject = boxedType(Boolean.prototype);
const isBigIntObject = boxedType(BigInt.prototype);
const isSymbolObject = boxedType(Symbol.prototype);
const isArrayBuffer = is('ArrayBuffer');
const isSharedArrayBuffer = is('SharedArrayBuffer');

module.exports = {
  isExternal: () => false,
  isDate: is('Date'),
  isArgumentsObject: is('Arguments', 'MappedArguments'),
  isBigIntObject, isBooleanObject, isNumberObject, isStringObject, isSymbolObject,
  isBoxedPrimitive: (v) => isNumberObject(v) || isStringObject(v) || isBooleanObject(v) || isBigIntObject(v) || isSymbolObject(v),
  isNativeError: is('Error'),
  isRegExp: is('RegExp'),
  isAsyncFunction: (v) => typeof v === 'function' && (functionKind(v) & 1) === 1,
  isGeneratorFunction: (v) => typeof v === 'function' && (functionKind(v) & 2) === 2,
  isGeneratorObject: is('Generator', 'AsyncGenerator'),
  isPromise: is('Promise'),
  isMap: is('Map'),
  isSet: is('Set'),
  isMapIterator: (v) => Object.prototype.toString.call(v) === '[object Map Iterator]',
  isSetIterator: (v) => Object.prototype.toString.call(v) === '[object Set Iterator]',
  isWeakMap: is('WeakMap'),
  isWeakSet: is('WeakSet'),
  isArrayBuffer, isSharedArrayBuffer,
  isDataView: is('DataView'),
  isProxy: (v) => proxyDetails(v) !== undefined,
  isModuleNamespaceObject: is('Namespace'),
  isAnyArrayBuffer: (v) => isArrayBuffer(v) || isSharedArrayBuffer(v),
  isCryptoKey: () => false,
  isKeyObject: () => false,
  isArrayBufferView: ArrayBuffer.isView,
  isTypedArray: (v) => ArrayBuffer.isView(v) && getTag.call(v) !== undefined,
  isUint8Array: tagIs('Uint8Array'), isUint8ClampedArray: tagIs('Uint8ClampedArray'), isUint16Array: tagIs('Uint16Array'),
  isUint32Array: tagIs('Uint32Array'), isInt8Array: tagIs('Int8Array'), isInt16Array: tagIs('Int16Array'), isInt32Array: tagIs('Int32Array'),
  isFloat16Array: tagIs('Float16Array'), isFloat32Array: tagIs('Float32Array'), isFloat64Array: tagIs('Float64Array'),
  isBigInt64Array: tagIs('BigInt64Array'), isBigUint64Array: tagIs('BigUint64Array'),
};
