/// What messages say, sealed for the reader key of their account.
///
/// It is in charge of when: as soon as nothing is left to send, and whenever somebody is told. It
/// never knows how a seal is made, and opens none. Start at `Sealing`.
@NullMarked
package io.carillon.engine.sealing;

import org.jspecify.annotations.NullMarked;
