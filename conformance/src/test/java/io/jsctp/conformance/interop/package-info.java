/** Tests against other people's SCTP stacks, and the judge of what they captured. */
@NullMarked
package io.jsctp.conformance.interop;

import org.jspecify.annotations.NullMarked;
