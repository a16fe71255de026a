/**
 * Recordings: a file with all that went into the engine of a stack and a digest of what came out, from which the testkit does it
 * all again. From the outside in:
 *
 * <ul>
 *   <li>{@code InputRecorder} writes it, {@code RecordedEntropy} and {@code RecordedBudget} tell it of what is not in the
 *       arguments
 *   <li>{@code Values} and {@code SettingsText} are the form of arguments, {@code Redaction} takes users' data out of them
 * </ul>
 *
 * <p>The file is text, UTF-8, a line each, its fields separated by a space: what kind of line it is, the number of the input
 * it belongs to, and more. Inputs are numbered from 1 in the order in which the engine got them; 0 is the making of the stack.
 *
 * <pre>
 * jsctp-recording 1
 * stack SILENT MEMORY-BYTES LIMIT=VALUE...  what the stack was made with
 * i NUMBER TARGET NAME ARGUMENT...          an input; the target is the number of the input that made it
 * m NUMBER                                  it made an association
 * n NUMBER INT, s NUMBER BYTES              what it got by chance: a number, a secret
 * a NUMBER t|f                              whether it got a place, or memory
 * w NUMBER ADDRESS PORT LENGTH CRC          a packet it wrote, with the CRC-32 of it without its checksum
 * e TARGET NAME [ORDINAL LENGTH CRC]        an event of an association; of messages, which of its, and of their bytes
 * full                                      the file has the size that it may have
 * </pre>
 */
@NullMarked
package io.jsctp.record;

import org.jspecify.annotations.NullMarked;
