package io.jsctp.posix;

/** A structure of C that calls take together with its size. */
public interface Struct {
    /** {@return its size in bytes, what C's sizeof tells} */
    int sizeof();
}
