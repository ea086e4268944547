/// The text of short messages: alphabets, segments, user data headers (3GPP TS 23.038, 23.040).
///
/// In charge of: which encoding and which national tables a text needs, into how many segments it
/// falls, its octets, the way back from octets to text, and what may stand for a character that the
/// alphabet lacks. Pure: no clock, no state, no I/O but the tables' own file.
///
/// It never knows SMPP, a message, a carrier or a setting. Start at `Segmentation` and `Layout` for
/// the way out and at `Reading` for the way in.
@NullMarked
package io.carillon.wire.text;

import org.jspecify.annotations.NullMarked;
