/// The text of short messages: alphabets, segments, user data headers (3GPP TS 23.038, 23.040).
///
/// In charge of: which encoding a text needs, into how many segments it falls, its octets, and the
/// way back from octets to text. Pure: no clock, no state, no I/O.
///
/// It never knows SMPP, a message, a carrier or a setting. Start at `Segmentation` for the way out
/// and at `UserData` and `DataCoding` for the way in.
@NullMarked
package io.carillon.wire.text;

import org.jspecify.annotations.NullMarked;
