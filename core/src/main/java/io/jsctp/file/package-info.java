/** Files that hold what users send. */
@NullMarked
package io.jsctp.file;

import org.jspecify.annotations.NullMarked;
