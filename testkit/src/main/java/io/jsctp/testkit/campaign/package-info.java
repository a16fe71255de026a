/**
 * Thousands of seeded runs of two hosts under faults: {@link io.jsctp.testkit.campaign.Campaign} draws everything from one
 * seed, lets it happen in virtual time, and judges the outcome.
 */
@NullMarked
package io.jsctp.testkit.campaign;

import org.jspecify.annotations.NullMarked;
