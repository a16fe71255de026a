/**
 * The ledger of requirements: reads the lists in {@code docs/requirements}, the tests and packet scripts that cite their
 * ids, and how those ended in the last run; writes {@code docs/COMPLIANCE.md} and keeps the number of uncited ids from
 * growing. A tool of the build ({@code scripts/ledger}), with nothing but the JDK beneath it.
 */
@NullMarked
package io.jsctp.conformance.ledger;

import org.jspecify.annotations.NullMarked;
